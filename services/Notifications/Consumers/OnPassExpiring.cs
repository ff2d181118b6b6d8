using Contracts.Events;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A pass with classes left is over in seven days: told by mail while there is time to use them.</summary>
internal sealed class OnPassExpiring(MailQueue mails) : IEventHandler<PassExpiring>
{
    public Task Handle(PassExpiring e, CancellationToken ct) =>
        mails.Queue(MailTemplates.PassExpiring, e, (language, publicUrl) => PassValues.Expiring(e, language, publicUrl), expiresAt: null, ct);
}
