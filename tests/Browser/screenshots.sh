#!/usr/bin/env bash
# Takes the documentation's pictures anew from the running product, into docs/images.
set -euo pipefail
cd "$(dirname "$0")/../.."

TESTS_ARTIFACTS=$(mktemp -d)
export TESTS_ARTIFACTS
trap 'rm -rf "$TESTS_ARTIFACTS"' EXIT

dotnet test tests/Browser --nologo --filter "FullyQualifiedName~of_the_documentation"
mkdir -p docs/images
cp "$TESTS_ARTIFACTS"/pictures/{admin-order,admin-passes,portal-close}.png docs/images/
ls -l docs/images
