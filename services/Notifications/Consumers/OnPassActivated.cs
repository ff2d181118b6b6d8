using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A pass that was bought online is paid: entered, and told by the mail of a sale.</summary>
internal sealed class OnPassActivated(ChatterWriter chatter, MailQueue mails) : IEventHandler<PassActivated>
{
    public async Task Handle(PassActivated e, CancellationToken ct)
    {
        await chatter.Write(e, ChatterKind.PassActivated, visible: true, new ChatterDetails { EndDate = e.Pass.EndDate }, ct);
        await mails.Queue(MailTemplates.PassSold, e, (language, publicUrl) => PassValues.Sold(e, language, publicUrl), expiresAt: null, ct);
    }
}
