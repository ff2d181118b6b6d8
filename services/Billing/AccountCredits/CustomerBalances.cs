using System.Diagnostics.CodeAnalysis;
using Billing.Invoices;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;

namespace Billing.AccountCredits;

/// <summary>Moves money between invoices and their customers' account credit, in the caller's transaction; the caller saves.</summary>
internal sealed class CustomerBalances(BillingDb db, TimeProvider clock)
{
    // The context's own view of what it has loaded looks for changes in everything each time that it is asked.
    private readonly Dictionary<(Guid Customer, string Currency), CreditBalance> _loaded = [];

    /// <summary>What the customer has pays the invoice, wholly or in part. After credit notes, before a card is charged (domain.md C7).</summary>
    public async Task Apply(Invoice invoice, CancellationToken ct)
    {
        await Load([invoice.CustomerId], ct);
        Apply(invoice);
    }

    /// <summary>The same; the balances of its customer are loaded.</summary>
    public void Apply(Invoice invoice)
    {
        if (invoice.State != InvoiceState.Open || Loaded(invoice.CustomerId, invoice.Currency) is not { Amount: > 0 } balance)
        {
            return;
        }

        var amount = Math.Min(balance.Amount, invoice.AmountDue);
        invoice.ApplyAccountCredit(amount, clock.GetUtcNow());
        Enter(balance, new CreditChange(CreditReason.Applied, -amount, Caller.System) { Invoice = invoice }, invoice.Customer);
    }

    /// <summary>Pays an open invoice after it was issued, as staff wish.</summary>
    /// <param name="amount">Above zero; null for as much as both allow.</param>
    /// <exception cref="DomainException">INVOICE_NOT_OPEN, PAYMENT_UNRESOLVED, CONFIRMATION_REQUIRED, PAYMENT_ABOVE_DUE, CREDIT_ABOVE_BALANCE.</exception>
    public async Task Apply(Invoice invoice, decimal? amount, EventActor actor, CancellationToken ct)
    {
        invoice.RequireOpen("can be paid from account credit");
        invoice.RequireNoPendingCharge();
        invoice.RequireDue(amount ?? 0);
        if (await Find(invoice.CustomerId, invoice.Currency, ct) is not { Amount: > 0 } balance)
        {
            throw DomainException.FailedPrecondition("CREDIT_ABOVE_BALANCE", $"The customer has no account credit in {invoice.Currency}.");
        }

        var applied = amount ?? Math.Min(balance.Amount, invoice.AmountDue);
        Enter(balance, new CreditChange(CreditReason.Applied, -applied, actor) { Invoice = invoice }, invoice.Customer);
        invoice.ApplyAccountCredit(applied, clock.GetUtcNow());
    }

    /// <summary>What was paid above what is owed becomes account credit.</summary>
    /// <param name="creditNote">That left it so; empty when a payment did.</param>
    /// <returns>The surplus; zero when there was none.</returns>
    public async Task<decimal> ReleaseSurplus(Invoice invoice, EventActor actor, string creditNote, string note, CancellationToken ct)
    {
        var amount = invoice.ReleaseSurplus(clock.GetUtcNow());
        if (amount > 0)
        {
            var reason = creditNote.Length > 0 ? CreditReason.CreditNote : CreditReason.Overpaid;
            await Enter(new CreditChange(reason, amount, actor) { Invoice = invoice, CreditNoteNumber = creditNote, Note = note }, invoice, ct);
        }

        return amount;
    }

    /// <summary>Enters a change that has to do with an invoice.</summary>
    public async Task<CreditEntry> Enter(CreditChange change, Invoice invoice, CancellationToken ct) =>
        Enter(await FindOrOpen(invoice.CustomerId, invoice.Currency, ct), change, invoice.Customer);

    public CreditEntry Enter(CreditBalance balance, CreditChange change, EventCustomer customer)
    {
        var entry = balance.Enter(change, customer, clock.GetUtcNow());
        db.CreditEntries.Add(entry);
        return entry;
    }

    /// <summary>Null when the customer never had any credit in that currency.</summary>
    public async Task<CreditBalance?> Find(Guid customer, string currency, CancellationToken ct) =>
        Loaded(customer, currency) ?? Remember(await db.CreditBalances.FirstOrDefaultAsync(b => b.CustomerId == customer && b.Currency == currency, ct));

    /// <summary>Reads the balances of many customers by one query.</summary>
    public async Task Load(IReadOnlyCollection<Guid> customers, CancellationToken ct)
    {
        foreach (var balance in await db.CreditBalances.Where(b => customers.Contains(b.CustomerId)).ToListAsync(ct))
        {
            Remember(balance);
        }
    }

    public async Task<CreditBalance> FindOrOpen(Guid customer, string currency, CancellationToken ct)
    {
        if (await Find(customer, currency, ct) is { } known)
        {
            return known;
        }

        var opened = CreditBalance.Open(customer, currency, clock.GetUtcNow());
        db.CreditBalances.Add(opened);
        return Remember(opened);
    }

    /// <summary>Unless the context has forgotten it.</summary>
    private CreditBalance? Loaded(Guid customer, string currency) =>
        _loaded.GetValueOrDefault((customer, currency)) is { } known && db.Entry(known).State != EntityState.Detached ? known : null;

    [return: NotNullIfNotNull(nameof(balance))]
    private CreditBalance? Remember(CreditBalance? balance)
    {
        if (balance is not null)
        {
            _loaded[(balance.CustomerId, balance.Currency)] = balance;
        }

        return balance;
    }
}
