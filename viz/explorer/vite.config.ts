import { defineConfig } from "vite";
import { oneFile } from "./one-file.ts";

export default defineConfig({
  plugins: [oneFile({ page: "page.html", name: "explorer.html" })],
  worker: { format: "iife" },
  build: {
    outDir: "dist",
    target: "es2022",
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: "src/main.ts",
      checks: { pluginTimings: false },
      output: { format: "iife", codeSplitting: false, entryFileNames: "explorer.js" },
    },
  },
  test: { include: ["tests/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
