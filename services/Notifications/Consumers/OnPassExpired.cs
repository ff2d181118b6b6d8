using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>The last day of a pass and its grace are over: entered, and told by mail.</summary>
internal sealed class OnPassExpired(ChatterWriter chatter, MailQueue mails) : IEventHandler<PassExpired>
{
    public async Task Handle(PassExpired e, CancellationToken ct)
    {
        await chatter.WriteWithBuyer(e, ChatterKind.PassExpired, new ChatterDetails { EndDate = e.Pass.EndDate }, ct);
        await mails.Queue(MailTemplates.PassExpired, e, (language, publicUrl) => PassValues.Expired(e, language, publicUrl), expiresAt: null, ct);
    }
}
