using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A quotation became an order.</summary>
internal sealed class OnSubscriptionConfirmed(ChatterWriter chatter, MailQueue mails) : IEventHandler<SubscriptionConfirmed>
{
    public static bool Batched => true;

    public async Task LookUp(IReadOnlyList<SubscriptionConfirmed> set, CancellationToken ct)
    {
        await chatter.LookUp(set, ct);
        await mails.LookUp(MailTemplates.OrderConfirmed, set, ct);
    }

    public async Task Handle(SubscriptionConfirmed e, CancellationToken ct)
    {
        await chatter.Write(e, ChatterKind.Confirmed, visible: true, new ChatterDetails { OldStage = "quotation", NewStage = "in_progress", Amount = e.Discount?.Total ?? e.RecurringTotal }, ct);
        await mails.Queue(MailTemplates.OrderConfirmed, e, language => MailValues.Confirmation(e, language), ct);
    }
}
