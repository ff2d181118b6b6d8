#!/usr/bin/env bash
# Parked work from the command line: lists, shows, retries and discards what the services gave up.
# Needs curl, and an application of the gateway with the scopes of the services it is to reach.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy/parked-work.sh list [SERVICE] [--discarded]
       deploy/parked-work.sh show SERVICE ID
       deploy/parked-work.sh retry SERVICE ID
       deploy/parked-work.sh discard SERVICE ID REASON

SERVICE is plans, subscriptions, billing or notifications. What list and show print is the API's JSON.

environment:
  GATEWAY_URL                   address of the gateway, such as https://admin.example.com
  CLIENT_ID, CLIENT_SECRET      client credentials of an internal application

exit codes: 0 done; 1 refused, the problem is printed; 2 wrong usage; 3 the gateway or a service cannot be reached
TEXT
}

wrong() {
  echo "parked-work: $1" >&2
  usage >&2
  exit 2
}

services=(plans subscriptions billing notifications)

# Only what stands in an address without being escaped.
check() {
  [[ " ${services[*]} " == *" $1 "* ]] || wrong "there is no service '$1'"
  if (($# > 1)); then
    [[ $2 =~ ^[A-Za-z0-9.-]+$ ]] || wrong "'$2' is not an id"
  fi
}

# Text as a JSON string, for any text.
json_string() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\r'/\\r}
  text=${text//$'\t'/\\t}
  printf '"%s"' "$text"
}

# Text as a value in a file of curl's options.
quoted() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

# Sends a request whose secrets come by standard input, so that no list of processes shows them. Prints the answer.
send() {
  local answer status
  if ! answer=$(curl --silent --show-error --max-time 60 --write-out '\n%{http_code}' --config - "$@"); then
    exit 3
  fi
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  case $status in
    2*) printf '%s\n' "$answer" ;;
    502 | 503 | 504) printf '%s\n' "$answer" >&2; exit 3 ;;
    *) printf '%s\n' "$answer" >&2; exit 1 ;;
  esac
}

sign_in() {
  local answer
  answer=$(printf 'data-urlencode = %s\ndata-urlencode = %s\n' "$(quoted "client_id=$CLIENT_ID")" "$(quoted "client_secret=$CLIENT_SECRET")" |
    send --data grant_type=client_credentials "$GATEWAY_URL/oauth/token") || exit
  [[ $answer =~ \"access_token\"[[:space:]]*:[[:space:]]*\"([^\"]+)\" ]] || { echo "parked-work: the gateway sent no token" >&2; exit 1; }
  token=${BASH_REMATCH[1]}
}

call() {
  printf 'header = "Authorization: Bearer %s"\n' "$token" | send "$@"
}

mutate() {
  # A new id for each command: curl itself repeats nothing.
  call --header 'Content-Type: application/json' --header "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)" --data-binary "$2" "$GATEWAY_URL/admin/api/v1/$1"
}

list() {
  local discarded="" chosen=("${services[@]}") failed=0 service
  if [[ ${1:-} != "" && $1 != --discarded ]]; then
    check "$1"
    chosen=("$1")
    shift
  fi
  if (($# > 0)); then
    [[ $1 == --discarded && $# == 1 ]] || wrong "list does not know '$1'"
    discarded="&include_discarded=true"
  fi
  sign_in
  for service in "${chosen[@]}"; do
    echo "== $service"
    # One service that is away does not hide the others.
    (list_pages "$service" "$discarded") || failed=$?
  done
  return "$failed"
}

list_pages() {
  local page="" answer
  while true; do
    answer=$(call "$GATEWAY_URL/admin/api/v1/$1/parked-work?page_size=200$2&page_token=$page") || exit
    printf '%s\n' "$answer"
    [[ $answer =~ \"next_?[pP]age_?[tT]oken\"[[:space:]]*:[[:space:]]*\"([A-Za-z0-9_.-]+)\" ]] || return 0
    page=${BASH_REMATCH[1]}
  done
}

command=${1:-}
case $command in
  -h | --help | help) usage; exit 0 ;;
  list) (($# <= 3)) || wrong "list takes a service and --discarded" ;;
  show | retry) (($# == 3)) || wrong "$command takes a service and an id"; check "$2" "$3" ;;
  discard) (($# == 4)) || wrong "discard takes a service, an id and a reason"; check "$2" "$3" ;;
  "") wrong "say what to do" ;;
  *) wrong "there is no command '$command'" ;;
esac
for variable in GATEWAY_URL CLIENT_ID CLIENT_SECRET; do
  [[ -n ${!variable:-} ]] || wrong "$variable is not set"
done
GATEWAY_URL=${GATEWAY_URL%/}
token=""

shift
case $command in
  list) list "$@" ;;
  show) sign_in; call "$GATEWAY_URL/admin/api/v1/$1/parked-work/$2" ;;
  retry) sign_in; mutate "$1/parked-work/$2:retry" '{}' ;;
  discard) sign_in; mutate "$1/parked-work/$2:discard" "{\"reason\": $(json_string "$3")}" ;;
esac
