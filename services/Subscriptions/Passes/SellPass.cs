using Contracts.Common.V1;
using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.Numbering;
using Subscriptions.Time;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Sells a pass; Billing invoices it from the event.</summary>
internal sealed class SellPass(SubscriptionsDb db, PassSales sales, TimeProvider clock) : IFeature
{
    public async Task<Wire.Pass> Handle(Wire.SellPassRequest request, Caller caller, CancellationToken ct)
    {
        var read = await sales.Read(request, ct);
        var pass = await Sell(read, awaitsPayment: false, caller, ct);
        return pass.ToWire(clock.GetUtcNow());
    }

    internal async Task<Pass> Sell(ReadSale read, bool awaitsPayment, Caller caller, CancellationToken ct)
    {
        // The number first: from then on no other sale goes on, so that no two make passes that overlap.
        var serial = await Numbers.Next(db, Numbers.Passes, ct);
        await sales.RequireNoOverlap(read, ct);
        var pass = Pass.Sell(serial, read.Buyer, read.Holders, read.Sale, awaitsPayment, caller.Actor, clock.GetUtcNow());
        db.Passes.Add(pass);
        await db.SaveChangesAsync(ct);
        return pass;
    }

    /// <summary>What a sale would come to.</summary>
    public async Task<Wire.PassSalePreview> Handle(Wire.PreviewPassSaleRequest request, CancellationToken ct)
    {
        var read = await sales.Read(request, ct);
        await sales.RequireNoOverlap(read, ct);
        var (sale, currency) = (read.Sale, read.Buyer.Currency);
        var start = sale.StartDate ?? (sale.Terms.Start == PassStart.Sale ? CivilTime.DateAt(clock.GetUtcNow(), read.Buyer.Zone) : null);
        return new Wire.PassSalePreview
        {
            TemplateName = LocalizedText.From(sale.TemplateName),
            Terms = sale.Terms.ToWire(),
            Price = Money.From(sale.Price, currency),
            Discount = Money.From(sale.Discount, currency),
            SoldPrice = Money.From(sale.Price - sale.Discount, currency),
            StartDate = PassWire.ToWire(start),
            EndDate = PassWire.ToWire(start is { } day ? sale.Terms.Validity.EndFrom(day) : null),
            Holders = { read.Holders.Select(h => new Wire.PassHolder { CustomerId = h.Id.ToString(), CustomerName = h.Name }) },
        };
    }
}
