using Notifications.Mails;

namespace Notifications.Transport;

/// <summary>Delivers mails.</summary>
internal interface IMailTransport
{
    /// <summary>For several mails, one after the other; nothing is opened before the first. Others may be connected at the same time.</summary>
    IMailConnection Connect();
}

/// <summary>A way to the mail server that is kept from one mail to the next.</summary>
internal interface IMailConnection : IAsyncDisposable
{
    /// <summary>
    /// Hands one mail over, within a bounded time. A mail that comes again, after a crash, bears the same id and Message-ID.
    /// Never throws: what goes wrong is part of the answer, and leaves the connection fit for the next mail.
    /// </summary>
    Task<DeliveryResult> Send(OutgoingMail mail, CancellationToken ct);
}

/// <summary>How a delivery ended.</summary>
/// <param name="Answer">What the server said when it accepted it.</param>
/// <param name="AddressRefused">It was the recipient's address that was refused for good.</param>
/// <param name="Permanent">It was refused for good: trying again makes no sense.</param>
/// <param name="Error">What was said against it, for staff; empty when it was accepted.</param>
internal sealed record DeliveryResult(bool Accepted, bool Permanent, string Error, string Answer = "", bool AddressRefused = false)
{
    public static readonly DeliveryResult Done = new(true, false, "");

    public static DeliveryResult Delivered(string answer) => Done with { Answer = Clean(answer) };

    public static DeliveryResult Deferred(string error) => new(false, false, Clean(error));

    public static DeliveryResult Refused(string error, bool address = false) => new(false, true, Clean(error), AddressRefused: address);

    private static string Clean(string error) => string.Concat(error.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
