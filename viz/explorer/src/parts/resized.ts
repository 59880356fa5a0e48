// Draws anew what stands in a box whose size has changed.

/**
 * Call `draw` in the frame after a box has changed its size, and once at the start; gives the way
 * to stop. Drawing within the notice itself changes sizes again, which browsers report as an error.
 */
export function whenResized(box: Element, draw: () => void): () => void {
  let frame = 0;
  const watch = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  });
  watch.observe(box);
  return () => {
    watch.disconnect();
    cancelAnimationFrame(frame);
  };
}
