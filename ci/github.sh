#!/usr/bin/env bash
# What action.yml runs: findings beside the lines, drift, one comment, outputs. Settings come as INPUT_… variables; exit status 1 when the job fails.
set -uo pipefail

folder=${INPUT_FOLDER:-.}
if [ -n "${TOCSIN:-}" ]; then
  tocsin=("$TOCSIN")
elif [ -n "${INPUT_VERSION:-}" ]; then
  tocsin=(npx --yes "tocsin@$INPUT_VERSION")
elif [ -e node_modules/.bin/tocsin ]; then
  tocsin=(node_modules/.bin/tocsin)
else
  echo "::error title=tocsin::There is no tocsin in node_modules: install it in a step before (\`npm ci\`), or say which with the setting \`version\`."
  exit 2
fi
run() { "${tocsin[@]}" "$@"; }

# What specs say is printed, and the runner would obey a command in it wherever it stands in a line: not between these two, as none of them knows the word.
word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printed() {
  local status
  echo "::stop-commands::$word"
  run "$@" 2>&1 # the runner reads both at once, in no order
  status=$?
  echo "::$word::"
  return "$status"
}

base=${INPUT_BASE:-}
[ -n "$base" ] || { [ -n "${GITHUB_BASE_REF:-}" ] && base="origin/$GITHUB_BASE_REF"; }

failed=0
worse() { [ "$1" -le "$failed" ] || failed=$1; }

limits=(--fail-on "${INPUT_FAIL_ON:-error}")
[ -z "${INPUT_MAX_WARNINGS:-}" ] || limits+=(--max-warnings "$INPUT_MAX_WARNINGS")
if [ "${INPUT_NEW_ONLY:-false}" = true ] && [ -n "$base" ]; then limits+=(--new-from "$base"); fi

echo "::group::tocsin check"
run check --format github "${limits[@]}" -- "$folder"
worse $?
echo "::endgroup::"

# Counts for the steps that follow: a field of JSON that tocsin prints.
field() { node -e 'let s="";process.stdin.on("data",(d)=>(s+=d)).on("end",()=>{try{console.log(process.argv[1].split(".").reduce((v,k)=>v[k],JSON.parse(s)))}catch{console.log("")}})' "$1"; }
output() { [ -z "${GITHUB_OUTPUT:-}" ] || printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }
findings=$(run check --json --quiet "${limits[@]}" -- "$folder")
errors=$(field summary.errors <<<"$findings")
output errors "$errors"
output warnings "$(field summary.warnings <<<"$findings")"

if [ "${INPUT_DRIFT:-true}" = true ]; then
  echo "::group::tocsin generate --check"
  printed generate --check -- "$folder"
  status=$?
  echo "::endgroup::"
  # of specs with errors nothing is made, and those are told already
  [ "$status" -eq 0 ] || [ "${errors:-0}" -gt 0 ] || echo "::error title=tocsin::Generated files are not what the specs give: run \`tocsin generate\` and commit them."
  worse "$status"
fi

if [ "${INPUT_COMMENT:-significant}" != never ] && [ -n "$base" ]; then
  measured=()
  [ -z "${INPUT_PROMETHEUS:-}" ] || measured=(--prometheus "$INPUT_PROMETHEUS" ${INPUT_ENVIRONMENT:+--env "$INPUT_ENVIRONMENT"})
  echo "::group::tocsin comment"
  printed comment --cwd "$folder" --provider github --when "${INPUT_COMMENT:-significant}" ${measured[@]+"${measured[@]}"} -- "$base"
  status=$?
  echo "::endgroup::"
  # numbers that a server did not give are no fault of the change: the comment says which are missing
  if [ "$status" -eq 3 ]; then echo "::warning title=tocsin::The Prometheus that was named gave no answer: the comment has no measured numbers."; else worse "$status"; fi
fi

if [ -n "$base" ]; then
  difference=$(run diff --cwd "$folder" --json --quiet ${INPUT_FAIL_ON_RISK:+--fail-on "$INPUT_FAIL_ON_RISK"} -- "$base")
  status=$?
  [ -z "${INPUT_FAIL_ON_RISK:-}" ] || worse "$status"
  output changes "$(field changes.length <<<"$difference")"
  output breaking "$(field counts.breaking <<<"$difference")"
fi

exit "$failed"
