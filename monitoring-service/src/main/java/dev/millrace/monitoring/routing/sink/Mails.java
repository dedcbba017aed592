package dev.millrace.monitoring.routing.sink;

import dev.millrace.monitoring.routing.Message;
import dev.millrace.monitoring.routing.Sending;
import dev.millrace.pipelines.AlertRouteSpec.Encryption;
import dev.millrace.pipelines.AlertRouteSpec.Sink.Smtp;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends a message as one mail. Its Message-ID is the message's own, by which mail readers know it when it comes again. */
final class Mails {

    private static final String PROTOCOL = "smtp";
    private static final int LONGEST_WAIT = 15_000;

    private final Clock clock;

    Mails(Clock clock) {
        this.clock = clock;
    }

    /** @param password null where nobody logs in */
    Sending send(Smtp smtp, @Nullable String password, Message message) {
        var sender = sender(smtp.server(), password);
        try {
            sender.send(mail(sender, smtp, message));
            return new Sending.Accepted();
        } catch (MailParseException | MessagingException e) {
            return new Sending.Refused(
                    "the mail cannot be written: " + e.getClass().getSimpleName());
        } catch (MailException e) {
            return new Sending.Unavailable(
                    "%s:%d did not take the mail: %s"
                            .formatted(smtp.server().host(), smtp.server().port(), reason(e)),
                    null);
        }
    }

    /** What kind of failure it is; its words may hold what the server said, and that more than may be shown. */
    private static String reason(MailException e) {
        var cause = e instanceof MailSendException failed && failed.getMessageExceptions().length > 0
                ? failed.getMessageExceptions()[0]
                : e.getCause();
        return (cause == null ? e : cause).getClass().getSimpleName();
    }

    private MimeMessage mail(JavaMailSenderImpl sender, Smtp smtp, Message message) throws MessagingException {
        var mail = sender.createMimeMessage();
        var parts = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
        parts.setFrom(smtp.from());
        parts.setTo(smtp.to().toArray(String[]::new));
        parts.setSubject(MessageText.title(message));
        parts.setText(MessageText.body(message));
        parts.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Message-ID", id(message.id()));
        mail.setHeader("References", id(message.parts().getFirst().incident()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static String id(String key) {
        return "<" + key + "@millrace>";
    }

    private static JavaMailSenderImpl sender(Smtp.Server server, @Nullable String password) {
        var sender = new JavaMailSenderImpl();
        sender.setProtocol(PROTOCOL);
        sender.setHost(server.host());
        sender.setPort(server.port());
        if (server.user() != null) {
            sender.setUsername(server.user());
            sender.setPassword(password);
        }
        var properties = sender.getJavaMailProperties();
        properties.setProperty("mail.smtp.auth", Boolean.toString(server.user() != null));
        properties.setProperty(
                "mail.smtp.starttls.enable", Boolean.toString(server.encryption() == Encryption.STARTTLS));
        properties.setProperty(
                "mail.smtp.starttls.required", Boolean.toString(server.encryption() == Encryption.STARTTLS));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(server.encryption() == Encryption.TLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.connectiontimeout", Integer.toString(LONGEST_WAIT));
        properties.setProperty("mail.smtp.timeout", Integer.toString(LONGEST_WAIT));
        properties.setProperty("mail.smtp.writetimeout", Integer.toString(LONGEST_WAIT));
        return sender;
    }
}
