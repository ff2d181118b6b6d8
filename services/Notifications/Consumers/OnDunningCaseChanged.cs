using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Something was decided about a case; that a mail came back is told by the mail itself.</summary>
internal sealed class OnDunningCaseChanged(ChatterWriter chatter) : IEventHandler<DunningCaseChanged>
{
    public async Task Handle(DunningCaseChanged e, CancellationToken ct)
    {
        ChatterKind? kind = e.Change switch
        {
            "paused" => ChatterKind.DunningPaused,
            "resumed" => ChatterKind.DunningResumed,
            "extended" => ChatterKind.DunningExtended,
            "retry_scheduled" => ChatterKind.DunningRetryScheduled,
            "help_asked" => ChatterKind.HelpAsked,
            _ => null,
        };
        if (kind is { } known)
        {
            await chatter.Write(
                e, known, visible: known is ChatterKind.DunningRetryScheduled or ChatterKind.HelpAsked,
                new ChatterDetails { Reference = e.Subject.Number, Text = e.Reason, EndDate = known == ChatterKind.DunningRetryScheduled ? e.Date : null }, ct);
        }
    }
}
