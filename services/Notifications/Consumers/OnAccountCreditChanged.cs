using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>
/// Account credit that has to do with an order's invoice is entered there. What goes back to a payment has an entry of its own, and what
/// staff give stands on the customer's page.
/// </summary>
internal sealed class OnAccountCreditChanged(ChatterWriter chatter) : IEventHandler<AccountCreditChanged>
{
    public async Task Handle(AccountCreditChanged e, CancellationToken ct)
    {
        if (KindOf(e.Reason) is { } kind)
        {
            var amount = e.Amount with { Amount = Math.Abs(e.Amount.Amount) };
            await chatter.Write(e, kind, visible: true, new ChatterDetails { Reference = e.Subject.Number, Amount = amount }, ct);
        }
    }

    private static ChatterKind? KindOf(string reason) => reason switch
    {
        "credit_note" or "overpaid" => ChatterKind.AccountCreditAdded,
        "applied" => ChatterKind.AccountCreditApplied,
        "invoice_voided" => ChatterKind.AccountCreditReturned,
        _ => null,
    };
}
