using Billing.Credits.CreditNotes;
using Billing.Invoices;
using Billing.Numbering;
using Billing.Subscriptions.Closing;
using Billing.Taxes;
using Contracts.Conversions;
using FsCheck;
using FsCheck.Fluent;
using static Testing.SomeEvents;

namespace Billing.Tests;

/// <summary>What holds for the taxes of every invoice, whatever its lines, and however it is credited part by part.</summary>
public sealed class TaxProperties
{
    private static readonly string[] Codes = ["", "reduced", "standard"];

    private static readonly Gen<Case> Cases =
        from currency in Gen.Elements("EUR", "VND", "KWD", "JPY")
        from standard in Gen.Choose(0, 1_000_000)
        from reduced in Gen.Choose(0, 300_000)
        from units in Gen.ArrayOf(Gen.Choose(0, 3_000_000), 5)
        from codes in Gen.ArrayOf(Gen.Choose(0, 2), 5)
        from parts in Gen.ArrayOf(Gen.Choose(1, 1000), 25)
        select new Case(currency, standard, reduced, [.. units.Select(u => u / (decimal)Math.Pow(10, Currencies.Digits(currency)))], codes, parts);

    [Fact]
    public void The_total_is_the_lines_and_one_rounded_tax_per_rate() => Check(c =>
    {
        var invoice = Taxed(c);
        return invoice.Total == invoice.Lines.Sum(l => l.Amount) + invoice.Taxes.Sum(t => t.Amount)
            && invoice.Taxes.Select(t => t.Code).SequenceEqual(invoice.Lines.Select(l => l.TaxCode).Where(code => code.Length > 0).Distinct().Order(StringComparer.Ordinal))
            && invoice.Taxes.All(t => Math.Abs(t.Amount - (invoice.Lines.Where(l => l.TaxCode == t.Code).Sum(l => l.Amount) * t.Percent / 100)) <= Unit(c) / 2)
            && invoice.Taxes.All(t => HasDigits(t.Amount, c)) && HasDigits(invoice.Total, c);
    });

    [Fact]
    public void Credits_part_by_part_take_back_the_tax_of_what_they_took_back_and_in_the_end_all_of_it() => Check(c =>
    {
        var invoice = Taxed(c);
        Finalise(invoice, c);
        var given = 0m;
        foreach (var lines in Parts(invoice, c))
        {
            var note = CreditNote.Issue(invoice, lines, new IssueNumber("CN/1", Day("2026-01-15")), Guid.CreateVersion7(), Staff, Morning, "");
            given += note.Total;
            if (note.Total != lines.Sum(l => l.Amount) + note.Taxes.Sum(t => t.Amount) || given != invoice.AmountCredited || given > invoice.Total
                || note.Taxes.Any(t => t.Amount < 0 || !HasDigits(t.Amount, c)) || Reconciliation.TaxRules.BrokenBy(invoice).Any())
            {
                return false;
            }
        }

        return given == invoice.Total && invoice.Taxes.All(t => t.Credited == t.Amount && t.CreditedBase == t.Base);
    });

    [Fact]
    public void What_a_preview_computes_is_what_the_note_gives() => Check(c =>
    {
        var invoice = Taxed(c);
        Finalise(invoice, c);
        var lines = ClosingCredit.OfDays(invoice, invoice.UnusedDays(Day("2026-01-15").AddDays(c.Parts[0] % 31)));
        var shown = invoice.WithTaxes(lines);
        return shown == CreditNote.Issue(invoice, lines, new IssueNumber("CN/1", Day("2026-01-15")), Guid.CreateVersion7(), Staff, Morning, "").Total;
    });

    /// <summary>Some part of each line at a time, until nothing is left of any.</summary>
    private static IEnumerable<List<CreditNoteLine>> Parts(Invoice invoice, Case c)
    {
        for (var turn = 0; ; turn++)
        {
            List<CreditNoteLine> lines = [];
            foreach (var line in invoice.Lines)
            {
                var left = line.Amount - line.Credited;
                var part = turn == 4 ? left : Math.Min(left, Currencies.Round(line.Amount * c.Parts[(turn * 5) + line.Position - 1] / 1000, c.Currency));
                if (part > 0)
                {
                    lines.Add(new CreditNoteLine
                    {
                        Position = line.Position, Description = line.Description, Quantity = 1, UnitPrice = line.UnitPrice, Amount = part, Arithmetic = "", Computed = part,
                        CreditedBefore = line.Credited,
                    });
                }
            }

            if (lines.Count > 0)
            {
                yield return lines;
            }

            if (turn == 4)
            {
                yield break;
            }
        }
    }

    private static Invoice Taxed(Case c)
    {
        var lines = c.Prices.Select((price, i) => Line(price, taxCode: Codes[c.Codes[i]])).ToArray();
        var invoice = Invoice.Draft(PeriodStarted(currency: c.Currency, lines: lines), Morning);
        invoice.Tax(Rates(c), Day("2026-01-15"));
        return invoice;
    }

    private static void Finalise(Invoice invoice, Case c) => invoice.Finalise(new IssueNumber("INV/2026/00001", Day("2026-01-15")), Day("2026-01-29"), Rates(c), Staff, Morning);

    private static TaxTable Rates(Case c)
    {
        var name = new Dictionary<string, string> { ["en"] = "VAT" };
        return new TaxTable([TaxRate.Create("standard", name, c.Standard, Morning), TaxRate.Create("reduced", name, c.Reduced, Morning)], []);
    }

    private static decimal Unit(Case c) => (decimal)Math.Pow(10, -Currencies.Digits(c.Currency));

    private static bool HasDigits(decimal amount, Case c) => Currencies.Round(amount, c.Currency) == amount;

    private static void Check(Func<Case, bool> holds) => Prop.ForAll(Cases.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private sealed record Case(string Currency, int Standard, int Reduced, decimal[] Prices, int[] Codes, int[] Parts)
    {
        public override string ToString() =>
            $"{Currency}, {Standard} and {Reduced} per million, {string.Join(' ', Prices)} with {string.Join(' ', Codes)}, in parts of {string.Join(' ', Parts)}";
    }
}
