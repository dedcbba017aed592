# Sourced by mvnw and millrace: sets JAVA_HOME to a JDK 25 or newer, whatever the machine's default java is.
# Looks at MILLRACE_JAVA_HOME, JAVA_HOME, the usual installation folders and the java on the PATH, in this order.

# Prints the major version of the JDK in folder $1, or nothing where there is no compiler.
jdk_major() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  set +f
  for candidate in "${MILLRACE_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /nonexistent/bin/javac)")")")"; do
    [ -n "$candidate" ] || continue
    major=$(jdk_major "$candidate")
    if [ "${major:-0}" -ge 25 ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "Millrace needs a JDK 25 or newer and found none. Install one (Debian: apt-get install temurin-25-jdk) or set MILLRACE_JAVA_HOME." >&2
  return 1
}

find_jdk || exit 1
