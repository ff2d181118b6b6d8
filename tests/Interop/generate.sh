#!/usr/bin/env bash
# Generates Python's messages of the contracts into a folder: generate.sh FOLDER. PROTOC names the compiler, PROTO_IMPORTS the
# folder of its own protos when it does not find them by itself.
set -euo pipefail
out=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../../contracts/protos"
mapfile -t protos < <(find . -name '*.proto' -printf '%P\n')
"${PROTOC:-protoc}" --proto_path=. ${PROTO_IMPORTS:+"--proto_path=$PROTO_IMPORTS"} --python_out="$out" "${protos[@]}"
