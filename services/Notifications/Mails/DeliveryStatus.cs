using MimeKit;

namespace Notifications.Mails;

/// <summary>Reads a delivery status notification (RFC 3464).</summary>
internal static class DeliveryStatus
{
    /// <summary>What it says of which mail; null when it is no such notification, or names no mail.</summary>
    /// <param name="now">When it is read, for one without a date of its own.</param>
    /// <returns>The Message-ID without angle brackets; the report is null where the mail is only delayed or passed on.</returns>
    public static (string MessageId, DeliveryReport? Report)? Read(MimeMessage message, DateTimeOffset now)
    {
        if (message.Body is not MultipartReport report || report.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status || OriginalId(report) is not { Length: > 0 } id)
        {
            return null;
        }

        // The first group is about the notification itself, each other one about a recipient; our mails have one.
        var recipients = status.StatusGroups.Skip(1).ToList();
        var decisive = recipients.FirstOrDefault(r => Action(r) == "failed") ?? recipients.FirstOrDefault(r => Action(r) == "delivered");
        if (decisive is null)
        {
            return recipients.Count == 0 ? null : (id, null);
        }

        var code = decisive["Status"] ?? "";
        var diagnostic = decisive["Diagnostic-Code"] is { } text ? text[(text.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim() : "";
        var date = message.Date == default || message.Date > now ? now : message.Date;
        return (id, new DeliveryReport(
            Action(decisive) == "failed", code.StartsWith('5'), diagnostic.Length > 0 ? diagnostic : code, date));
    }

    private static string Action(HeaderList group) => (group["Action"] ?? "").Trim().ToLowerInvariant();

    /// <summary>Of the mail that it returns, whole or its headers alone.</summary>
    private static string? OriginalId(MultipartReport report) =>
        report.OfType<MessagePart>().FirstOrDefault()?.Message?.MessageId;
}
