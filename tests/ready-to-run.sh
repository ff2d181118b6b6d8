#!/usr/bin/env bash
# The tests start some hundred processes that live for seconds and spend most of them compiling. This compiles the assemblies that those
# processes load to machine code once, and puts them in the place of what was built; the next build puts its own back.
# Where the compiler does not run, the tests are as right as before, only slower. Argument: Debug or Release.
set -uo pipefail
cd "$(dirname "$0")/.."
configuration="${1:-Release}"

[ "$(uname -sm)" = "Linux x86_64" ] || exit 0
compiler=$(ls -d "${NUGET_PACKAGES:-$HOME/.nuget/packages}"/microsoft.netcore.app.crossgen2.linux-x64/*/tools/crossgen2 2> /dev/null | sort -V | tail -1)
[ -n "$compiler" ] || { echo "no ahead-of-time compiler: the tests will take longer"; exit 0; }
export compiler
frameworks=$(dotnet --list-runtimes | sed -n 's/^\(Microsoft.\(NETCore\|AspNetCore\).App\) \(10[^ ]*\) \[\(.*\)\]$/\4\/\3/p')
references=""
for framework in $frameworks; do references="$references -r $framework/*.dll"; done
export references

# One compilation for each different assembly, wherever it lies; what was compiled before is kept by the hash of what it was made of.
kept="$PWD/artifacts/ready-to-run"
mkdir -p "$kept"
export kept
find deploy/Standalone gateway services -path "*/bin/$configuration/net10.0/*.dll" -not -path '*/runtimes/*' -not -name '*.resources.dll' \
  -not -name 'Microsoft.Data.SqlClient.dll' -not -name 'Microsoft.CodeAnalysis*' -print0 |
  xargs -0 sha256sum | sort -u -k1,1 > "$kept/wanted"

compile() {
  set -f
  [ -f "$kept/$1.dll" ] || [ -f "$kept/$1.none" ] && exit 0
  # shellcheck disable=SC2086
  if "$compiler" "$2" -o "$kept/$1.tmp" $references -r "$(dirname "$2")/*.dll" --targetos linux --targetarch x64 -O > "$kept/$1.log" 2>&1; then
    mv "$kept/$1.tmp" "$kept/$1.dll"
    rm -f "$kept/$1.log"
  else
    touch "$kept/$1.none"
  fi
}
export -f compile
nice xargs -a "$kept/wanted" -P "$(nproc)" -L 1 bash -c 'compile "$0" "$1"'

# Into every folder that holds the same assembly, except where the assemblies themselves are looked at.
find deploy gateway services contracts tests -path "*/bin/$configuration/net10.0/*.dll" -not -path '*/runtimes/*' -not -name '*.resources.dll' -print0 |
  xargs -0 sha256sum | while read -r hash file; do
    [ -f "$kept/$hash.dll" ] && cp "$kept/$hash.dll" "$file"
  done
echo "$(ls "$kept"/*.dll | wc -l) assemblies are compiled ahead of time"
