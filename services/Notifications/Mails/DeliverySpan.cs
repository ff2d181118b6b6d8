using System.Diagnostics;
using Notifications.Transport;
using ServiceDefaults.Telemetry;

namespace Notifications.Mails;

/// <summary>
/// The delivery of a mail in the trace of whoever called for it. That trace is its parent and not a link: a mail has one cause, and
/// "what came of this click" ends with the mail. The loop's own span, which found it due, is linked.
/// </summary>
internal static class DeliverySpan
{
    public const string Name = "mail delivery";

    private static readonly ActivitySource Source = new("Notifications");

    public static Activity? Start(OutgoingMail mail)
    {
        var loop = Activity.Current?.Context ?? default;
        var cause = TraceContext.Of(mail.TraceParent);
        ActivityLink[] links = cause != default && loop != default ? [new ActivityLink(loop)] : [];
        var span = Source.StartActivity(ActivityKind.Client, cause, links: links, name: Name);
        span?.SetTag("mail.template", mail.Template);
        span?.SetTag("mail.id", mail.Id);
        span?.SetTag("mail.attempt", mail.Attempts);
        return span;
    }

    /// <summary>What the server said may name the recipient: only whether it was final is told.</summary>
    public static void Finish(Activity? span, DeliveryResult result)
    {
        if (!result.Accepted)
        {
            span?.Fail(result.Permanent ? "permanent" : "temporary");
        }
    }
}
