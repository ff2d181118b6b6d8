#!/usr/bin/env bash
# Builds the images of all processes with the SDK alone: no Dockerfile, no container engine.
#   deploy/images.sh                      into the local engine (docker or podman)
#   deploy/images.sh --archive DIR        as DIR/NAME.tar.gz, for a scanner or a machine without a registry
#   deploy/images.sh --push REGISTRY      to a registry, for the account that `docker login` left
# The tag is the version in Directory.Build.props. Further arguments go to dotnet publish: -p:Version=0.2.0-rc.1, -p:ContainerBaseImage=...@sha256:...
set -euo pipefail
cd "$(dirname "$0")/.."

usage() { sed -n '2,6s/^# \{0,1\}//p' deploy/images.sh >&2; exit 2; }

archive="" registry=""
while [ $# -gt 0 ]; do
  case $1 in
    --archive) [ $# -ge 2 ] || usage; mkdir -p "$2"; archive=$(cd "$2" && pwd); shift 2 ;;
    --push) [ $# -ge 2 ] || usage; registry=$2; shift 2 ;;
    --help) usage ;;
    *) break ;;
  esac
done

# Named, so that the code in the image is compiled for it: a process starts with two thirds of the processor time.
case $(uname -m) in aarch64 | arm64) runtime=linux-arm64 ;; *) runtime=linux-x64 ;; esac

# Whatever names a repository is an image: a new process needs no entry here.
for project in $(grep -l '<ContainerRepository>' services/*/*.csproj gateway/*/*.csproj deploy/*/*.csproj); do
  name=$(sed -n 's:.*<ContainerRepository>.*/\(.*\)</ContainerRepository>.*:\1:p' "$project")
  options=()
  [ -z "$archive" ] || options+=("-p:ContainerArchiveOutputPath=$archive/$name.tar.gz")
  [ -z "$registry" ] || options+=("-p:ContainerRegistry=$registry")
  echo "== $name"
  dotnet publish "$project" --configuration Release --nologo --verbosity quiet --runtime "$runtime" /t:PublishContainer "${options[@]}" "$@"
done
