using System.Diagnostics;
using Notifications.Transport;
using ServiceDefaults.Telemetry;

namespace Notifications.Mails;

/// <summary>
/// The hand-over of a mail in the trace of whoever called for it. That trace is its parent and not a link: a mail has one cause, and
/// "what came of this click" ends with the mail. The loop's own span, which found it due, is linked.
/// </summary>
internal static class HandOverSpan
{
    public const string Name = "mail hand-over";

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
    public static void Finish(Activity? span, HandOver handOver)
    {
        if (!handOver.Accepted)
        {
            span?.Fail(handOver.Permanent ? "permanent" : "temporary");
        }
    }
}
