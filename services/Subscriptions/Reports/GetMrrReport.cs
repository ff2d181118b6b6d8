using Contracts.Common.V1;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Subscriptions.Orders;
using Subscriptions.Time;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Reports;

internal sealed class GetMrrReport(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    private readonly Ledger _ledger = new(db);

    public async Task<Wire.MrrReport> Handle(Wire.GetMrrReportRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        validator.CurrencyIfAny("currency_code", request.CurrencyCode);
        var zone = validator.Zone("time_zone", request.TimeZone);
        var (month, last) = validator.Months(request.FirstMonth, request.LastMonth, clock.Today(zone));
        validator.ThrowIfFailed();

        var currencies = await _ledger.Currencies(ct);
        var currency = request.CurrencyCode.Length > 0 ? request.CurrencyCode : currencies.FirstOrDefault("");
        var report = new Wire.MrrReport { CurrencyCode = currency, TimeZone = zone.Id, CurrencyCodes = { currencies } };
        if (currency.Length == 0)
        {
            return report;
        }

        var start = CivilTime.StartOfDay(month, zone);
        var before = await _ledger.Before(currency, start, ct);
        var opening = before.Total;
        var stock = new Stock().After(before);
        for (; month <= last; month = month.AddMonths(1))
        {
            var end = CivilTime.StartOfDay(month.AddMonths(1), zone);
            var moved = await _ledger.Between(currency, start, end, ct);
            stock = stock.After(moved);
            // Only where something was ever paused can anything be closed while it is.
            var closedWhilePaused = stock.Paused > 0 ? await _ledger.ClosedWhilePaused(currency, end, ct) : 0;
            report.Months.Add(Month(month, opening, moved, stock, closedWhilePaused, currency));
            opening += moved.Total;
            start = end;
        }

        return report;
    }

    private static Wire.MrrMonth Month(DateOnly month, decimal opening, MrrTotals moved, Stock stock, int closedWhilePaused, string currency)
    {
        var lost = -(moved.Amount(MrrMovementKind.Churn) + moved.Amount(MrrMovementKind.Contraction));
        var won = moved.Amount(MrrMovementKind.Expansion) + moved.Amount(MrrMovementKind.Reactivation);
        return new Wire.MrrMonth
        {
            Month = Date.From(month),
            Opening = Money.From(opening, currency),
            New = Of(MrrMovementKind.New),
            Expansion = Of(MrrMovementKind.Expansion),
            Contraction = Of(MrrMovementKind.Contraction),
            Churn = Of(MrrMovementKind.Churn),
            Reversed = Money.From(moved.Reversed, currency),
            Reactivation = Of(MrrMovementKind.Reactivation),
            Paused = Of(MrrMovementKind.Paused),
            Resumed = Of(MrrMovementKind.Resumed),
            Closing = Money.From(opening + moved.Total, currency),
            GrossChurnRateBasisPoints = Rate.BasisPoints(lost, opening),
            NetChurnRateBasisPoints = Rate.BasisPoints(lost - won, opening),
            ActiveCount = stock.Started - stock.Churned - (stock.Paused - closedWhilePaused),
            PausedCount = stock.Paused - closedWhilePaused,
            ChurnedCount = stock.Churned,
        };

        Money Of(MrrMovementKind kind) => Money.From(moved.Amount(kind), currency);
    }

    /// <summary>How many have started, are closed, and were paused and not resumed (closed since or not).</summary>
    private readonly record struct Stock(int Started, int Churned, int Paused)
    {
        public Stock After(MrrTotals moved) => new(
            Started + moved.Count(MrrMovementKind.New),
            Churned + moved.Count(MrrMovementKind.Churn) - moved.Count(MrrMovementKind.ChurnReversed) - moved.Count(MrrMovementKind.Reactivation),
            Paused + moved.Count(MrrMovementKind.Paused) - moved.Count(MrrMovementKind.Resumed));
    }
}
