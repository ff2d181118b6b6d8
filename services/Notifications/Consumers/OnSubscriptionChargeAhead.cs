using Contracts.Events;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A trial is about to end, or a long period to be charged: told by mail while there is time to think again.</summary>
internal sealed class OnSubscriptionChargeAhead(MailQueue mails) : IEventHandler<SubscriptionChargeAhead>
{
    public Task Handle(SubscriptionChargeAhead e, CancellationToken ct) =>
        mails.Queue(e.AfterTrial ? MailTemplates.TrialEnds : MailTemplates.RenewalAhead, e, language => MailValues.ChargeAhead(e, language), ct);
}
