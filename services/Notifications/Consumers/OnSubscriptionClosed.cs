using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A subscription ended: the reason goes into the chatter, the confirmation to the customer.</summary>
internal sealed class OnSubscriptionClosed(ChatterWriter chatter, MailQueue mails) : IEventHandler<SubscriptionClosed>
{
    public static bool Batched => true;

    public async Task LookUp(IReadOnlyList<SubscriptionClosed> set, CancellationToken ct)
    {
        await chatter.LookUp(set, ct);
        await mails.LookUp(MailTemplates.SubscriptionClosed, set, ct);
    }

    public async Task Handle(SubscriptionClosed e, CancellationToken ct)
    {
        await chatter.Write(e, ChatterKind.Closed, visible: true, new ChatterDetails { OldStage = e.OldStage, NewStage = "churned", EndDate = e.EndDate, Reason = e.Reason }, ct);
        await mails.Queue(MailTemplates.SubscriptionClosed, e, language => MailValues.Close(e.EndDate, language), ct);
    }
}
