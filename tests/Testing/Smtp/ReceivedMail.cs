using MimeKit;

namespace Testing.Smtp;

/// <summary>A mail whose data came in whole.</summary>
/// <param name="Encrypted">It came over TLS.</param>
/// <param name="User">Who had signed in; null when nobody had.</param>
public sealed record ReceivedMail(MimeMessage Message, bool Encrypted, string? User) : Eml(Message);
