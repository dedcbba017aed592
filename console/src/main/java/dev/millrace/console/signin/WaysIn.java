package dev.millrace.console.signin;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How people may sign in here. Tokens are taken where only this machine reaches the console; from elsewhere people come by an OpenID
 * provider, over TLS.
 *
 * @param tokens whether a token may be pasted, and tickets are given for one
 * @param provider whether there is an OpenID provider
 * @param secure whether browsers reach the console over TLS
 * @param hosts values of the Host header that are answered
 */
record WaysIn(boolean tokens, boolean provider, boolean secure, Set<String> hosts) {

    private static final String PREFIX = "millrace.console.oidc.";

    WaysIn {
        hosts = Set.copyOf(hosts);
    }

    /** @throws IllegalStateException where nobody could sign in, or not safely */
    static WaysIn of(SignInProperties signIn, OidcProperties oidc, @Nullable String listensOn) {
        boolean here = signIn.publishedOnLoopback() || isLoopback(listensOn);
        var address = oidc.address();
        boolean provider = oidc.issuerUri() != null;
        if (!here && !provider) {
            throw new IllegalStateException(
                    "tokens are pasted on loopback only: set server.address to 127.0.0.1, or where a container's port"
                            + " is published on loopback only, millrace.console.sign-in.published-on-loopback; or let"
                            + " people sign in by an"
                            + " OpenID"
                            + " provider:"
                            + " " + PREFIX + "issuer-uri, client-id, client-secret and address");
        }
        if (provider) {
            check(oidc, here);
        }
        var hosts = new HashSet<>(signIn.allowedHosts());
        if (address != null) {
            hosts.add(address.getHost());
        }
        boolean local = address == null || isLoopback(address.getHost());
        return new WaysIn(here && local, provider, address != null && isTls(address), hosts);
    }

    private static void check(OidcProperties oidc, boolean here) {
        if (oidc.clientId() == null) {
            throw new IllegalStateException(
                    "under which name does the provider know the console? Set " + PREFIX + "client-id");
        }
        if (!oidc.scopes().contains("openid")) {
            throw new IllegalStateException(
                    "without the scope openid the provider proves nobody's name: add it to " + PREFIX + "scopes");
        }
        mustBeSafe("issuer-uri", oidc.issuerUri());
        if (oidc.address() != null) {
            mustBeSafe("address", oidc.address());
        } else if (!here) {
            throw new IllegalStateException("people come from other machines: set " + PREFIX
                    + "address to where their browsers reach the console, such as https://millrace.example.org");
        }
    }

    private static void mustBeSafe(String name, @Nullable URI address) {
        if (address == null || address.getHost() == null || !(isTls(address) || isLoopback(address.getHost()))) {
            throw new IllegalStateException("sessions and tokens would pass in the clear: " + PREFIX + name
                    + " must begin with https://, not be " + address);
        }
    }

    private static boolean isTls(URI address) {
        return "https".equals(address.getScheme());
    }

    private static boolean isLoopback(@Nullable String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
