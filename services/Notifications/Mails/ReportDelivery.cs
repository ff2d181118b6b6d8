using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Mails;

/// <summary>What became of a mail, as a delivery report says.</summary>
/// <param name="Permanent">With a bounce: the address will never take mail.</param>
/// <param name="Diagnostic">With a bounce: what the recipient's server said.</param>
/// <param name="OccurredAt">When it happened.</param>
internal sealed record DeliveryReport(bool Bounced, bool Permanent, string Diagnostic, DateTimeOffset OccurredAt);

/// <summary>Applies a delivery report, whether a provider's webhook or a message in the folder brought it. A repeated one changes nothing.</summary>
internal sealed class ReportDelivery(NotificationsDb db, TimeProvider clock) : IFeature
{
    private const int MaximumMessageId = 300;
    private const int MaximumDiagnostic = 10_000;

    /// <summary>By so much the clock of the one who reports may be ahead of ours.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    public async Task<Wire.ReportDeliveryResponse> Handle(Wire.ReportDeliveryRequest request, Caller caller, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var validator = new FieldValidator();
        validator.Require(request.MailId.Length == 0 != (request.MessageId.Length == 0), "message_id", "ONE_OF_TWO", "or mail_id is required, and not both.");
        var id = request.MailId.Length > 0 ? validator.Id("mail_id", request.MailId) : Guid.Empty;
        var messageId = validator.Text("message_id", request.MessageId, MaximumMessageId, required: false);
        validator.Require(request.Kind is Wire.DeliveryKind.Delivered or Wire.DeliveryKind.Bounced, "kind", "UNKNOWN_KIND", "must be delivered or bounced.");
        validator.Require(request.Diagnostic.Length <= MaximumDiagnostic, "diagnostic", "TOO_LONG", $"has more than {MaximumDiagnostic} characters.");
        var occurredAt = request.OccurTime?.ToDateTimeOffset() ?? now;
        validator.Require(occurredAt <= now + ClockDifference, "occur_time", "IN_FUTURE", $"is in the future: it is {now:yyyy-MM-ddTHH:mm:ssZ}.");
        validator.ThrowIfFailed();

        var mail = request.MailId.Length > 0 ? await db.Mails.FirstOrDefaultAsync(m => m.Id == id, ct) : await Find(messageId, ct);
        if (mail is null)
        {
            throw DomainException.NotFound("mail", request.MailId.Length > 0 ? request.MailId : messageId);
        }

        var report = new DeliveryReport(request.Kind == Wire.DeliveryKind.Bounced, request.Permanent, request.Diagnostic, occurredAt < now ? occurredAt : now);
        await Apply(mail, report, caller.Actor, now, ct);
        return new Wire.ReportDeliveryResponse { Mail = mail.ToWire(bodies: false) };
    }

    /// <param name="messageId">With or without its angle brackets.</param>
    /// <returns>False when there is no such mail.</returns>
    public async Task<bool> Handle(string messageId, DeliveryReport report, CancellationToken ct)
    {
        if (await Find(messageId, ct) is not { } mail)
        {
            return false;
        }

        await Apply(mail, report, Caller.System, clock.GetUtcNow(), ct);
        return true;
    }

    private async Task Apply(OutgoingMail mail, DeliveryReport report, EventActor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (!report.Bounced)
        {
            mail.ReportDelivered(actor, report.OccurredAt, now);
        }
        else if (mail.Bounce(report.Permanent, report.Diagnostic, actor, report.OccurredAt, now))
        {
            NotificationsMetrics.MailsBounced.Add(1, new KeyValuePair<string, object?>("template", mail.Template));
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task<OutgoingMail?> Find(string messageId, CancellationToken ct)
    {
        var whole = $"<{messageId.Trim().TrimStart('<').TrimEnd('>')}>";
        return await db.Mails.FirstOrDefaultAsync(m => m.MessageId == whole, ct);
    }
}
