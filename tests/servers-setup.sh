#!/bin/sh
# Makes sure that the servers of others which the tests send graphs to are there, and Java for the reasoner, or says that their tests are skipped.
set -u

have() { command -v "$1" >/dev/null 2>&1; }
missing=""
{ have virtuoso-t && have isql-vt; } || missing="virtuoso-opensource-7"
have java || missing="$missing default-jre-headless"
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && have apt-get; then
    echo "servers: installing$(printf ' %s' $missing)"
    # The packages would start what they install; the tests start servers of their own, in folders and on ports of their own.
    policy=/usr/sbin/policy-rc.d
    [ -e $policy ] || { trap 'rm -f "$policy"' EXIT INT TERM && printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy; }
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing; } >/dev/null 2>&1 ||
        echo "servers: apt-get could not install them" >&2
fi
{ have virtuoso-t && have isql-vt; } || echo "servers: no Virtuoso; the tests that push to it are skipped (apt-get install virtuoso-opensource-7)"
have java || echo "servers: no Java; the tests with the reasoner HermiT are skipped (apt-get install default-jre-headless)"
exit 0
