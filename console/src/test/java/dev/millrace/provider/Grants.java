package dev.millrace.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** Remembers what it keeps, which the server's own store in memory does not tell. */
final class Grants implements OAuth2AuthorizationService {

    private final InMemoryOAuth2AuthorizationService kept = new InMemoryOAuth2AuthorizationService();
    private final Map<String, OAuth2Authorization> all = new ConcurrentHashMap<>();

    void takeBack() {
        all.values().forEach(kept::remove);
        all.clear();
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        all.put(authorization.getId(), authorization);
        kept.save(authorization);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        all.remove(authorization.getId());
        kept.remove(authorization);
    }

    @Override
    public OAuth2Authorization findById(String id) {
        return kept.findById(id);
    }

    @Override
    public OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
        return kept.findByToken(token, type);
    }
}
