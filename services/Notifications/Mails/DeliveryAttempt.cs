using Notifications.Transport;

namespace Notifications.Mails;

/// <summary>A mail that was handed to the transport, and what came of it.</summary>
internal sealed record DeliveryAttempt(OutgoingMail Mail, DeliveryResult Result);
