#!/usr/bin/env bash
# Measures the system beside its limits: docs/performance.md says what and how. Builds first, then runs; --help lists the options.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build tests/Benchmarks --configuration Release --nologo --verbosity quiet
exec dotnet tests/Benchmarks/bin/Release/net10.0/Benchmarks.dll "$@"
