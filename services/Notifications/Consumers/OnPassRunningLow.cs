using Contracts.Events;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>One class is left: told by mail.</summary>
internal sealed class OnPassRunningLow(MailQueue mails) : IEventHandler<PassRunningLow>
{
    public Task Handle(PassRunningLow e, CancellationToken ct) =>
        mails.Queue(MailTemplates.PassLow, e, (language, publicUrl) => PassValues.Low(e, language, publicUrl), expiresAt: null, ct);
}
