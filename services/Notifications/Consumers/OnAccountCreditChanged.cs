using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>
/// Account credit is entered with the invoice that it has to do with; what staff give or take back, with the customer. What goes back to a
/// payment has an entry of its own.
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
        "given" => ChatterKind.AccountCreditGiven,
        "taken_back" => ChatterKind.AccountCreditTakenBack,
        _ => null,
    };
}
