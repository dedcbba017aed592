# Usage: supervise.sh NAME MOST PID_FILE READY_FILE COMMAND...
# Runs the command, and again after it ended by an Error: with 70, as services do, with 3, as Java does when its heap is full, or with
# 134, as it does when native code crashes. What somebody has killed stays ended, and so does what the pid file no longer names, because
# "millrace down" or "millrace scale" has ended it. The pauses double from one second, and begin anew after ten minutes of work.
name=$1 most=$2 pid_file=$3 ready_file=$4
shift 4
restarts=0 in_a_row=0

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }
say() { echo "$(now) WARN  [$name] supervise - $1"; }
is_wanted() { [ "$(cut -d ' ' -f 4 "$pid_file" 2>/dev/null)" = $$ ]; }

while :; do
  began=$(date +%s)
  # The command takes the place of the shell that writes its own process id.
  sh -c 'file=$1 line="$$ $2"; shift 2; echo "$line" >"$file.new" && mv "$file.new" "$file" && exec "$@"' \
    sh "$pid_file" "$(now) $restarts $$" "$@"
  status=$?
  case $status in 3 | 70 | 134) ;; *) exit "$status" ;; esac
  [ $(($(date +%s) - began)) -lt 600 ] || in_a_row=0
  if [ "$in_a_row" -ge "$most" ]; then
    say "ended with status $status, and is not started again after $most times in a row; millrace up starts it"
    exit "$status"
  fi
  pause=$((1 << in_a_row)) in_a_row=$((in_a_row + 1)) restarts=$((restarts + 1))
  say "ended with status $status; starts again in $pause s, for the time $in_a_row of $most in a row"
  sleep "$pause"
  is_wanted || exit "$status"
  rm -f "$ready_file"
done
