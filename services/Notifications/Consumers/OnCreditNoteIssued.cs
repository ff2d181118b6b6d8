using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Part or all of an invoice was taken back.</summary>
internal sealed class OnCreditNoteIssued(ChatterBook chatter) : IEventHandler<CreditNoteIssued>
{
    public Task Handle(CreditNoteIssued e, CancellationToken ct) =>
        chatter.Enter(e, e.Order, e.Customer, ChatterKind.CreditNoteIssued, visible: true, new ChatterDetails { Reference = e.Number, Amount = e.Total, Text = e.Reason }, ct);
}
