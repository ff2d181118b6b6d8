using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A step of a case's schedule: a mail or a notice goes to the customer, with a link of its own to the page of the case.</summary>
internal sealed class OnDunningStepDue(ChatterWriter chatter, MailQueue mails) : IEventHandler<DunningStepDue>
{
    public async Task Handle(DunningStepDue e, CancellationToken ct)
    {
        await chatter.Write(e, ChatterKind.DunningStep, visible: false, new ChatterDetails { Reference = e.Subject.Number, Text = e.Step }, ct);
        if (e.Template.Length > 0)
        {
            await mails.Queue(e.Template, e, (language, publicUrl) => DunningValues.Of(e, language, publicUrl), e.LinkExpiresAt, ct);
        }
    }
}
