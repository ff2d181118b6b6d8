using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Part or all of an invoice was taken back.</summary>
internal sealed class OnCreditNoteIssued(ChatterWriter chatter) : IEventHandler<CreditNoteIssued>
{
    public Task Handle(CreditNoteIssued e, CancellationToken ct) =>
        chatter.Write(e, ChatterKind.CreditNoteIssued, visible: true, new ChatterDetails { Reference = e.Number, Amount = e.Total, Text = e.Reason }, ct);
}
