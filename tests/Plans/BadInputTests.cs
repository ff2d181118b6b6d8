using Contracts.Common.V1;
using Grpc.Core;
using static Plans.Tests.Some;
using Wire = Contracts.Plans.V1;

namespace Plans.Tests;

/// <summary>Each bad value is refused on create and on update, field and rule are named, and nothing has changed.</summary>
public sealed class BadInputTests(PlansUnderTest plans) : IClassFixture<PlansUnderTest>
{
    private static readonly Dictionary<string, (Action<Wire.Plan> Spoil, string Violation)> Plans = new()
    {
        ["no name"] = (p => p.Name = null, "plan.name.en:REQUIRED"),
        ["empty name"] = (p => p.Name = Text(("en", "  ")), "plan.name.en:REQUIRED"),
        ["no English name"] = (p => p.Name = Text(("it", "Mensile")), "plan.name.en:REQUIRED"),
        ["name too long"] = (p => p.Name = Text(("en", new string('x', 101))), "plan.name.en:TOO_LONG"),
        ["translation too long"] = (p => p.Name = Text(("en", "x"), ("fa", new string('x', 101))), "plan.name.fa:TOO_LONG"),
        ["control character in name"] = (p => p.Name = Text(("en", "a\u0000b")), "plan.name.en:CONTROL_CHARACTERS"),
        ["line break in name"] = (p => p.Name = Text(("en", "a\nb")), "plan.name.en:CONTROL_CHARACTERS"),
        ["direction override in name"] = (p => p.Name = Text(("en", "a\u202Eb")), "plan.name.en:CONTROL_CHARACTERS"),
        ["unknown language"] = (p => p.Name = Text(("en", "x"), ("de", "y")), "plan.name:UNKNOWN_LANGUAGE"),
        ["description too long"] = (p => p.Description = Text(("en", new string('x', 501))), "plan.description.en:TOO_LONG"),
        ["control character in description"] = (p => p.Description = Text(("vi", "a\u001Bb")), "plan.description.vi:CONTROL_CHARACTERS"),
        ["no period"] = (p => p.BillingPeriod = null, "plan.billing_period:REQUIRED"),
        ["period without unit"] = (p => p.BillingPeriod.Unit = IntervalUnit.Unspecified, "plan.billing_period.unit:REQUIRED"),
        ["unknown unit"] = (p => p.BillingPeriod.Unit = (IntervalUnit)99, "plan.billing_period.unit:REQUIRED"),
        ["zero periods"] = (p => p.BillingPeriod.Count = 0, "plan.billing_period.count:OUT_OF_RANGE"),
        ["negative periods"] = (p => p.BillingPeriod.Count = -1, "plan.billing_period.count:OUT_OF_RANGE"),
        ["61 months"] = (p => p.BillingPeriod.Count = 61, "plan.billing_period.count:OUT_OF_RANGE"),
        ["367 days"] = (p => p.BillingPeriod = new BillingInterval { Unit = IntervalUnit.Day, Count = 367 }, "plan.billing_period.count:OUT_OF_RANGE"),
        ["53 weeks"] = (p => p.BillingPeriod = new BillingInterval { Unit = IntervalUnit.Week, Count = 53 }, "plan.billing_period.count:OUT_OF_RANGE"),
        ["11 years"] = (p => p.BillingPeriod = new BillingInterval { Unit = IntervalUnit.Year, Count = 11 }, "plan.billing_period.count:OUT_OF_RANGE"),
        ["a week of the Persian calendar"] = (
            p => p.BillingPeriod = new BillingInterval { Unit = IntervalUnit.Week, Count = 1, Calendar = BillingCalendar.Persian }, "plan.billing_period.calendar:NOT_BY_MONTH"),
        ["a day of the Persian calendar"] = (
            p => p.BillingPeriod = new BillingInterval { Unit = IntervalUnit.Day, Count = 30, Calendar = BillingCalendar.Persian }, "plan.billing_period.calendar:NOT_BY_MONTH"),
        ["an unknown calendar"] = (p => p.BillingPeriod.Calendar = (BillingCalendar)9, "plan.billing_period.calendar:UNKNOWN"),
        ["61 months of the Persian calendar"] = (
            p => p.BillingPeriod = new BillingInterval { Unit = IntervalUnit.Month, Count = 61, Calendar = BillingCalendar.Persian }, "plan.billing_period.count:OUT_OF_RANGE"),
        ["no price"] = (p => p.Price = null, "plan.price:REQUIRED"),
        ["negative price"] = (p => p.Price = Money.From(-0.01m, "EUR"), "plan.price:NEGATIVE"),
        ["price too fine"] = (p => p.Price = Money.From(1.005m, "EUR"), "plan.price:TOO_FINE"),
        ["half a dong"] = (p => p.Price = Money.From(0.5m, "VND"), "plan.price:TOO_FINE"),
        ["price too large"] = (p => p.Price = Money.From(1_000_000_000_000m, "EUR"), "plan.price:TOO_LARGE"),
        ["contradicting price"] = (p => p.Price = new Money { CurrencyCode = "EUR", Units = 1, Nanos = -10_000_000 }, "plan.price:NOT_AN_AMOUNT"),
        ["unknown currency"] = (p => p.Price = Money.From(1, "XYZ"), "plan.price.currency_code:UNKNOWN_CURRENCY"),
        ["no currency"] = (p => p.Price = Money.From(1, ""), "plan.price.currency_code:UNKNOWN_CURRENCY"),
        ["tax code with a space"] = (p => p.TaxCode = "vat 22", "plan.tax_code:NOT_A_CODE"),
        ["tax code too long"] = (p => p.TaxCode = new string('x', 31), "plan.tax_code:NOT_A_CODE"),
        ["negative unpaid days"] = (p => p.CloseAfterUnpaidDays = -1, "plan.close_after_unpaid_days:OUT_OF_RANGE"),
        ["a trial of 366 days"] = (p => p.Terms = new BillingTerms { TrialDays = 366 }, "plan.terms.trial_days:OUT_OF_RANGE"),
        ["a negative trial"] = (p => p.Terms = new BillingTerms { TrialDays = -1 }, "plan.terms.trial_days:OUT_OF_RANGE"),
        ["a term of 367 periods"] = (p => p.Terms = new BillingTerms { TermPeriods = 367 }, "plan.terms.term_periods:OUT_OF_RANGE"),
        ["a negative term"] = (p => p.Terms = new BillingTerms { TermPeriods = -1 }, "plan.terms.term_periods:OUT_OF_RANGE"),
        ["a notice of 366 days"] = (p => p.Terms = new BillingTerms { RenewNoticeDays = 366 }, "plan.terms.renew_notice_days:OUT_OF_RANGE"),
        ["a renewal without a term"] = (p => p.Terms = new BillingTerms { RenewsByItself = true }, "plan.terms.renews_by_itself:NO_TERM"),
        ["the 32nd"] = (p => p.Terms = new BillingTerms { BillingDay = 32 }, "plan.terms.billing_day:OUT_OF_RANGE"),
        ["a billing day of a weekly plan"] = (
            p =>
            {
                p.BillingPeriod = new BillingInterval { Unit = IntervalUnit.Week, Count = 1 };
                p.Terms = new BillingTerms { BillingDay = 1 };
            },
            "plan.terms.billing_day:NOT_BY_MONTH"),
        ["an unknown closing credit"] = (p => p.Closing = new Wire.ClosingPolicy { Credit = (Wire.PlanClosingCredit)9 }, "plan.closing.credit:UNKNOWN"),
        ["an unknown settlement"] = (p => p.Closing = new Wire.ClosingPolicy { Settlement = (ClosingSettlement)9 }, "plan.closing.settlement:UNKNOWN"),
        ["366 unpaid days"] = (p => p.CloseAfterUnpaidDays = 366, "plan.close_after_unpaid_days:OUT_OF_RANGE"),
    };

    private static readonly Dictionary<string, (Action<Wire.Product> Spoil, string Violation)> Products = new()
    {
        ["no name"] = (p => p.Name = null, "product.name.en:REQUIRED"),
        ["name too long"] = (p => p.Name = Text(("en", new string('x', 101))), "product.name.en:TOO_LONG"),
        ["control character in name"] = (p => p.Name = Text(("en", "a\u0007b")), "product.name.en:CONTROL_CHARACTERS"),
        ["unknown language"] = (p => p.Name = Text(("en", "x"), ("EN", "y")), "product.name:UNKNOWN_LANGUAGE"),
        ["description too long"] = (p => p.Description = Text(("pl", new string('x', 501))), "product.description.pl:TOO_LONG"),
        ["no kind"] = (p => p.Kind = Wire.ProductKind.Unspecified, "product.kind:REQUIRED"),
        ["unknown kind"] = (p => p.Kind = (Wire.ProductKind)7, "product.kind:REQUIRED"),
        ["no price"] = (p => p.Price = null, "product.price:REQUIRED"),
        ["negative price"] = (p => p.Price = Money.From(-1, "EUR"), "product.price:NEGATIVE"),
        ["price too fine"] = (p => p.Price = Money.From(0.001m, "EUR"), "product.price:TOO_FINE"),
        ["unknown currency"] = (p => p.Price = Money.From(1, "eur"), "product.price.currency_code:UNKNOWN_CURRENCY"),
        ["a tax code of dots"] = (p => p.TaxCode = "it.22", "product.tax_code:NOT_A_CODE"),
    };

    private static readonly Dictionary<string, (Action<Wire.PassTemplate> Spoil, string Violation)> Templates = new()
    {
        ["no name"] = (t => t.Name = null, "pass_template.name.en:REQUIRED"),
        ["name too long"] = (t => t.Name = Text(("en", new string('x', 101))), "pass_template.name.en:TOO_LONG"),
        ["description too long"] = (t => t.Description = Text(("pl", new string('x', 501))), "pass_template.description.pl:TOO_LONG"),
        ["no price"] = (t => t.Price = null, "pass_template.price:REQUIRED"),
        ["negative price"] = (t => t.Price = Money.From(-1, "PLN"), "pass_template.price:NEGATIVE"),
        ["unknown currency"] = (t => t.Price = Money.From(1, "zł"), "pass_template.price.currency_code:UNKNOWN_CURRENCY"),
        ["no terms"] = (t => t.Terms = null, "pass_template.terms:REQUIRED"),
        ["no classes"] = (t => t.Terms.Classes = 0, "pass_template.terms.classes:OUT_OF_RANGE"),
        ["negative classes"] = (t => t.Terms.Classes = -8, "pass_template.terms.classes:OUT_OF_RANGE"),
        ["1001 classes"] = (t => t.Terms.Classes = 1001, "pass_template.terms.classes:OUT_OF_RANGE"),
        ["zero months"] = (t => t.Terms.Validity.Count = 0, "pass_template.terms.validity.count:OUT_OF_RANGE"),
        ["121 months"] = (t => t.Terms.Validity.Count = 121, "pass_template.terms.validity.count:OUT_OF_RANGE"),
        ["3651 days"] = (t => t.Terms.Validity = Validity(PassValidityUnit.Day, 3651), "pass_template.terms.validity.count:OUT_OF_RANGE"),
        ["521 weeks"] = (t => t.Terms.Validity = Validity(PassValidityUnit.Week, 521), "pass_template.terms.validity.count:OUT_OF_RANGE"),
        ["a count of no unit"] = (t => t.Terms.Validity = Validity(PassValidityUnit.None, 1), "pass_template.terms.validity.count:OUT_OF_RANGE"),
        ["unknown unit"] = (t => t.Terms.Validity = Validity((PassValidityUnit)9, 1), "pass_template.terms.validity.unit:UNKNOWN"),
        ["a class type that is no id"] = (t => t.Terms.ClassTypeId = "yoga", "pass_template.terms.class_type_id:NOT_AN_ID"),
        ["an unknown class type"] = (t => t.Terms.ClassTypeId = "01936c3e-0000-7000-8000-000000000000", "pass_template.terms.class_type_id:UNKNOWN"),
        ["366 days of grace"] = (t => t.Terms.GraceDays = 366, "pass_template.terms.grace_days:OUT_OF_RANGE"),
        ["negative grace"] = (t => t.Terms.GraceDays = -1, "pass_template.terms.grace_days:OUT_OF_RANGE"),
        ["unknown start"] = (t => t.Terms.Start = (PassStart)9, "pass_template.terms.start:UNKNOWN"),
        ["unknown rule of late cancels"] = (t => t.Terms.LateCancel = (MissedClass)9, "pass_template.terms.late_cancel:UNKNOWN"),
        ["unknown rule of no-shows"] = (t => t.Terms.NoShow = (MissedClass)9, "pass_template.terms.no_show:UNKNOWN"),
        ["cancelled late 169 hours before"] = (t => t.Terms.LateCancelHours = 169, "pass_template.terms.late_cancel_hours:OUT_OF_RANGE"),
        ["a freeze of no days"] = (t => t.Terms.CustomersMayFreeze = true, "pass_template.terms.max_freeze_days:OUT_OF_RANGE"),
        ["days of a freeze that is not allowed"] = (t => t.Terms.MaxFreezeDays = 1, "pass_template.terms.max_freeze_days:OUT_OF_RANGE"),
        ["tax code with a space"] = (t => t.Terms.TaxCode = "vat 23", "pass_template.terms.tax_code:NOT_A_CODE"),
    };

    public static TheoryData<string> BadTemplates => [.. Templates.Keys];

    public static TheoryData<string> BadPlans => [.. Plans.Keys];

    public static TheoryData<string> BadProducts => [.. Products.Keys];

    [Theory]
    [MemberData(nameof(BadPlans))]
    public async Task A_bad_plan_is_refused(string what)
    {
        var (spoil, violation) = Plans[what];
        var good = await plans.Create(Plan());
        var before = await plans.All();
        var update = good.Clone();
        spoil(update);

        await ShouldBe(violation, plans.Plans.CreatePlanAsync(new Wire.CreatePlanRequest { Plan = Plan(change: spoil) }));
        await ShouldBe(violation, plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest { Plan = update }));

        (await plans.All()).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(BadProducts))]
    public async Task A_bad_product_is_refused(string what)
    {
        var (spoil, violation) = Products[what];
        var good = await plans.Create(Product());
        var before = await plans.All();
        var update = good.Clone();
        spoil(update);

        await ShouldBe(violation, plans.Products.CreateProductAsync(new Wire.CreateProductRequest { Product = Product(change: spoil) }));
        await ShouldBe(violation, plans.Products.UpdateProductAsync(new Wire.UpdateProductRequest { Product = update }));

        (await plans.All()).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(BadTemplates))]
    public async Task A_bad_pass_template_is_refused(string what)
    {
        var (spoil, violation) = Templates[what];
        var good = await plans.Create(PassTemplate());
        var before = await plans.All();
        var update = good.Clone();
        spoil(update);

        await ShouldBe(violation, plans.Templates.CreatePassTemplateAsync(new Wire.CreatePassTemplateRequest { PassTemplate = PassTemplate(change: spoil) }));
        await ShouldBe(violation, plans.Templates.UpdatePassTemplateAsync(new Wire.UpdatePassTemplateRequest { PassTemplate = update }));

        (await plans.All()).ShouldBe(before);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once() =>
        (await Refused.By(plans.Plans.CreatePlanAsync(new Wire.CreatePlanRequest()))).Violations.ShouldBe(
            ["plan.billing_period:REQUIRED", "plan.name.en:REQUIRED", "plan.price:REQUIRED"]);

    [Theory]
    [InlineData("", StatusCode.InvalidArgument)]
    [InlineData("17", StatusCode.InvalidArgument)]
    [InlineData("' OR ''='", StatusCode.InvalidArgument)]
    [InlineData("01936c3e-0000-7000-8000-000000000000", StatusCode.NotFound)]
    public async Task A_bad_or_unknown_id_is_refused_by_every_call(string id, StatusCode status)
    {
        (await Refused.By(plans.Plans.GetPlanAsync(new Wire.GetPlanRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(plans.Plans.ArchivePlanAsync(new Wire.ArchivePlanRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest { Plan = Plan(change: p => p.Id = id) }))).Status.ShouldBe(status);
        (await Refused.By(plans.Products.GetProductAsync(new Wire.GetProductRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(plans.Templates.GetPassTemplateAsync(new Wire.GetPassTemplateRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(plans.Templates.ArchivePassTemplateAsync(new Wire.ArchivePassTemplateRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(plans.ClassTypes.GetClassTypeAsync(new Wire.GetClassTypeRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(plans.ClassTypes.RetireClassTypeAsync(new Wire.RetireClassTypeRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(plans.Products.ArchiveProductAsync(new Wire.ArchiveProductRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(plans.Products.UpdateProductAsync(new Wire.UpdateProductRequest { Product = Product(change: p => p.Id = id) }))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Html_is_kept_as_the_text_that_it_is()
    {
        const string Html = "<img src=x onerror=alert(1)>";

        var plan = await plans.Create(Plan(Html, change: p => p.Description = Text(("en", "<script>alert(1)</script>"))));
        var product = await plans.Create(Product(Html));

        (await plans.Read(plan)).Name.Values["en"].ShouldBe(Html);
        (await plans.Read(plan)).Description.Values["en"].ShouldBe("<script>alert(1)</script>");
        (await plans.Read(product)).Name.Values["en"].ShouldBe(Html);
    }

    [Fact]
    public async Task The_limits_themselves_are_accepted()
    {
        var plan = await plans.Create(Plan(new string('x', 100), 999_999_999_999.99m, change: p =>
        {
            p.Description = Text(("en", new string('y', 500)));
            p.BillingPeriod.Count = 60;
            p.CloseAfterUnpaidDays = 365;
        }));

        (await plans.Read(plan)).ShouldBe(plan);
        plan.Price.ToDecimal().ShouldBe(999_999_999_999.99m);
        (await plans.Create(Plan(price: 0))).Price.ToDecimal().ShouldBe(0);
    }

    private static PassValidity Validity(PassValidityUnit unit, int count) => new() { Unit = unit, Count = count };

    private static async Task ShouldBe<T>(string violation, AsyncUnaryCall<T> call)
    {
        var refused = await Refused.By(call);
        refused.Status.ShouldBe(StatusCode.InvalidArgument);
        refused.Violations.ShouldBe([violation]);
    }
}
