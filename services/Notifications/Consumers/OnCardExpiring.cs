using Contracts.Events;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>The card that is charged is about to expire: told by mail, before a payment fails by it.</summary>
internal sealed class OnCardExpiring(MailQueue mails) : IEventHandler<CardExpiring>
{
    public Task Handle(CardExpiring e, CancellationToken ct) =>
        mails.Queue(MailTemplates.CardExpires, e, (language, publicUrl) => MailValues.Card(e, language, publicUrl), expiresAt: null, ct);
}
