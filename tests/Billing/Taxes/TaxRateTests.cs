using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ServiceDefaults.Data;
using static Billing.Tests.TaxWords;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class TaxRatesOnSqlite() : TaxRateTests(DatabaseProvider.Sqlite);

public sealed class TaxRatesOnPostgres() : TaxRateTests(DatabaseProvider.Postgres);

public abstract class TaxRateTests(DatabaseProvider database) : IAsyncLifetime
{
    private BillingUnderTest _billing = null!;

    private Wire.TaxService.TaxServiceClient Taxes => _billing.Taxes();

    public async Task InitializeAsync() => _billing = await BillingUnderTest.Start(database: database);

    public async Task DisposeAsync() => await _billing.DisposeAsync();

    [Fact]
    public async Task A_rate_is_read_back_with_its_percentages_and_that_of_today()
    {
        var created = await Taxes.CreateTaxRateAsync(new Wire.CreateTaxRateRequest { TaxRate = Rate(" Standard "), RatePerMillion = 77_000 });
        await _billing.From(created, "2026-01-15", 8.1m);
        await _billing.From(created, "2027-01-01", 8.1234m);

        var read = await Taxes.GetTaxRateAsync(new Wire.GetTaxRateRequest { Id = created.Id });

        (read.Code, read.Name.Values["it"], read.Retired, read.RatePerMillion).ShouldBe(("standard", "IVA", false, 81_000));
        read.Percentages.Select(p => ($"{p.ValidFrom?.ToDateOnly():yyyy-MM-dd}", p.RatePerMillion)).ShouldBe([("", 77_000), ("2026-01-15", 81_000), ("2027-01-01", 81_234)]);
        (await Taxes.ListTaxRatesAsync(new Wire.ListTaxRatesRequest())).TaxRates.ShouldHaveSingleItem().ShouldBe(read);
    }

    [Fact]
    public async Task It_is_renamed_and_retired_and_keeps_its_code()
    {
        var created = await _billing.TaxRate();

        var renamed = await Taxes.UpdateTaxRateAsync(new Wire.UpdateTaxRateRequest
        {
            TaxRate = new Wire.TaxRate { Id = created.Id, Code = "other", Name = new LocalizedText { Values = { ["en"] = "Value added tax" } }, Etag = created.Etag },
            UpdateMask = new FieldMask { Paths = { "name" } },
        });
        var stale = await Refused.By(Taxes.RetireTaxRateAsync(new Wire.RetireTaxRateRequest { Id = created.Id, Etag = created.Etag }));
        var retired = await Taxes.RetireTaxRateAsync(new Wire.RetireTaxRateRequest { Id = created.Id, Etag = renamed.Etag });

        (renamed.Code, renamed.Name.Values["en"], renamed.RatePerMillion).ShouldBe(("standard", "Value added tax", 220_000));
        (stale.Status, retired.Retired).ShouldBe((StatusCode.Aborted, true));
        (await Refused.By(Taxes.RetireTaxRateAsync(new Wire.RetireTaxRateRequest { Id = created.Id }))).Reason.ShouldBe("TAX_RATE_RETIRED");
        (await Taxes.ListTaxRatesAsync(new Wire.ListTaxRatesRequest())).TaxRates.ShouldBeEmpty();
        (await Taxes.ListTaxRatesAsync(new Wire.ListTaxRatesRequest { IncludeRetired = true })).TaxRates.Single().ShouldBe(retired);
    }

    [Fact]
    public async Task A_percentage_of_the_future_is_taken_back_until_its_day_has_begun_where_the_business_is()
    {
        var rate = await _billing.TaxRate();
        rate = await _billing.From(rate, "2026-02-01", 25);

        (await Refused.By(Remove("2026-01-31"))).Violations.ShouldBe(["valid_from:UNKNOWN"]);
        (await Remove("2026-02-01")).Percentages.Count.ShouldBe(1);
        await _billing.From(rate, "2026-02-01", 24);
        _billing.Clock.SetUtcNow(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));

        (await Refused.By(Remove("2026-02-01"))).Reason.ShouldBe("PERCENTAGE_IN_USE");
        (await Taxes.GetTaxRateAsync(new Wire.GetTaxRateRequest { Id = rate.Id })).Percentages.Select(p => p.RatePerMillion).ShouldBe([220_000, 240_000]);

        AsyncUnaryCall<Wire.TaxRate> Remove(string day) => Taxes.RemoveTaxPercentageAsync(new Wire.RemoveTaxPercentageRequest { Id = rate.Id, ValidFrom = On(day) });
    }

    [Theory]
    [InlineData("", "VAT", 1, "tax_rate.code:REQUIRED")]
    [InlineData("vat 22", "VAT", 1, "tax_rate.code:NOT_A_CODE")]
    [InlineData("-vat", "VAT", 1, "tax_rate.code:NOT_A_CODE")]
    [InlineData("thuế", "VAT", 1, "tax_rate.code:NOT_A_CODE")]
    [InlineData("a234567890123456789012345678901", "VAT", 1, "tax_rate.code:NOT_A_CODE")]
    [InlineData("vat", "", 1, "tax_rate.name.en:REQUIRED")]
    [InlineData("vat", "VAT", 1_000_001, "rate_per_million:OUT_OF_RANGE")]
    [InlineData("vat", "VAT", -1, "rate_per_million:OUT_OF_RANGE")]
    public async Task What_is_no_tax_rate_is_refused(string code, string name, int perMillion, string violation)
    {
        var refused = await Refused.By(Taxes.CreateTaxRateAsync(new Wire.CreateTaxRateRequest
        {
            TaxRate = new Wire.TaxRate { Code = code, Name = new LocalizedText { Values = { ["en"] = name } } }, RatePerMillion = perMillion,
        }));

        (refused.Status, refused.Violations.Single()).ShouldBe((StatusCode.InvalidArgument, violation));
        (await Taxes.ListTaxRatesAsync(new Wire.ListTaxRatesRequest())).TaxRates.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-02-01", 230_000, "valid_from:PERCENTAGES_OVERLAP")]
    [InlineData("2026-01-31", 230_000, "valid_from:PERCENTAGES_OVERLAP")]
    [InlineData("2026-02-02", 1_000_001, "rate_per_million:OUT_OF_RANGE")]
    [InlineData("2026-02-02", -1, "rate_per_million:OUT_OF_RANGE")]
    [InlineData(null, 230_000, "valid_from:REQUIRED")]
    public async Task A_percentage_that_overlaps_or_is_none_is_refused(string? day, int perMillion, string violation)
    {
        var rate = await _billing.From(await _billing.TaxRate(), "2026-02-01", 24);

        var refused = await Refused.By(Taxes.AddTaxPercentageAsync(
            new Wire.AddTaxPercentageRequest { Id = rate.Id, ValidFrom = day is null ? null : On(day), RatePerMillion = perMillion }));

        refused.Violations.ShouldBe([violation]);
        (await Taxes.GetTaxRateAsync(new Wire.GetTaxRateRequest { Id = rate.Id })).ShouldBe(rate);
    }

    [Fact]
    public async Task A_code_is_taken_once_whatever_its_capitals()
    {
        await _billing.TaxRate("standard");

        var refused = await Refused.By(Taxes.CreateTaxRateAsync(new Wire.CreateTaxRateRequest { TaxRate = Rate("STANDARD") }));

        (refused.Status, refused.Violations.Single()).ShouldBe((StatusCode.AlreadyExists, "tax_rate.code:TAKEN"));
    }

    [Fact]
    public async Task A_customer_is_exempted_once_Billing_has_heard_of_them_and_pays_again_later()
    {
        var ada = await _billing.Known();
        var question = new Wire.GetTaxExemptionRequest { CustomerId = ada.Id.ToString() };

        var before = await Taxes.GetTaxExemptionAsync(question);
        await _billing.Exempt(ada.Id, "Charity");
        var revised = await _billing.Exempt(ada.Id, "Reverse charge");
        var reported = await Taxes.GetTaxExemptionAsync(question);
        var cleared = await Taxes.ClearTaxExemptionAsync(new Wire.ClearTaxExemptionRequest { CustomerId = question.CustomerId });

        (before.Exempt, reported.Exempt, reported.Reason, reported.TaxNumber, cleared.Exempt).ShouldBe((false, true, "Reverse charge", "DE123456789", false));
        reported.ShouldBe(revised);
        (await Taxes.GetTaxExemptionAsync(question)).ShouldBe(before);
        (await Refused.By(Taxes.ClearTaxExemptionAsync(new Wire.ClearTaxExemptionRequest { CustomerId = question.CustomerId }))).Reason.ShouldBe("NOT_EXEMPT");
        (await Refused.By(Taxes.SetTaxExemptionAsync(new Wire.SetTaxExemptionRequest { CustomerId = question.CustomerId }))).Violations.ShouldBe(["reason:REQUIRED"]);
        (await Refused.By(Taxes.SetTaxExemptionAsync(new Wire.SetTaxExemptionRequest { CustomerId = Guid.CreateVersion7().ToString(), Reason = "x" }))).Status
            .ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task Customers_may_not_look_at_any_of_it()
    {
        var customer = _billing.Service.Client<Wire.TaxService.TaxServiceClient>(_billing.Service.Tokens.Customer("billing", Guid.CreateVersion7()));

        (await Refused.By(customer.ListTaxRatesAsync(new Wire.ListTaxRatesRequest()))).Status.ShouldBe(StatusCode.PermissionDenied);
    }
}
