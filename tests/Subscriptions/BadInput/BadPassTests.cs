using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Subscriptions.Tests.Passes;
using Subscriptions.Tests.Support;

namespace Subscriptions.Tests.BadInput;

/// <summary>Bad input about passes is refused with its field and rule, and nothing changes.</summary>
public sealed class BadPassTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    private PassService.PassServiceClient Passes => service.Passes();

    private DateOnly Today => DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task A_sale_names_every_field_that_is_wrong()
    {
        var (ada, template) = (await service.Customer(), await service.Template());
        var before = await Footprint();
        await Invalid(new() { CustomerId = "x", TemplateId = "" }, "customer_id:NOT_AN_ID", "template_id:REQUIRED");
        await Invalid(new() { CustomerId = $"{Guid.NewGuid()}", TemplateId = $"{Guid.NewGuid()}" }, "customer_id:UNKNOWN", "holder_ids:UNKNOWN", "template_id:UNKNOWN");
        await Invalid(Sale(s => s.HolderIds.Add([ada.Id, ada.Id])), "holder_ids:REPEATED");
        await Invalid(Sale(s => s.HolderIds.Add(Enumerable.Range(0, 21).Select(_ => $"{Guid.NewGuid()}"))), "holder_ids:OUT_OF_RANGE");
        await Invalid(Sale(s => s.Payment = PassPayment.Unspecified), "payment:REQUIRED");
        await Invalid(Sale(s => s.Payment = (PassPayment)99), "payment:UNKNOWN");
        await Invalid(Sale(s => s.DiscountBasisPoints = 10_001), "discount_basis_points:OUT_OF_RANGE");
        await Invalid(Sale(s => s.DiscountBasisPoints = -1), "discount_basis_points:OUT_OF_RANGE");
        await Invalid(Sale(s => s.Discount = Money.From(-1, "EUR")), "discount:NEGATIVE");
        await Invalid(Sale(s => (s.Discount, s.DiscountBasisPoints) = (Money.From(1, "EUR"), 5)), "discount:NOT_EXPECTED");
        await Invalid(Sale(s => s.StartDate = Date.From(Today)), "start_date:START_NOT_CHOSEN");
        await Invalid(Sale(s => s.PaymentReference = new string('x', 101)), "payment_reference:TOO_LONG");

        var free = await service.Template(freestyle: true);
        await Invalid(Sale(s => (s.TemplateId, s.Classes) = (free, -1)), "classes:OUT_OF_RANGE");
        await Invalid(Sale(s => (s.TemplateId, s.Classes) = (free, 1001)), "classes:OUT_OF_RANGE");
        await Invalid(Sale(s => (s.TemplateId, s.Price) = (free, Money.From(-1, "EUR"))), "price:NEGATIVE");
        await Invalid(Sale(s => (s.TemplateId, s.Price) = (free, Money.From(1, "USD"))), "price.currency_code:WRONG_CURRENCY");
        await Invalid(Sale(s => (s.TemplateId, s.Validity) = (free, new PassValidity { Unit = PassValidityUnit.Month, Count = 121 })), "validity.count:OUT_OF_RANGE");
        await Invalid(Sale(s => (s.TemplateId, s.Validity) = (free, new PassValidity { Unit = PassValidityUnit.None, Count = 3 })), "validity.count:NOT_EXPECTED");
        var dong = await service.Template(currency: "VND", price: 40000);
        await Invalid(Sale(s => s.TemplateId = dong), "template_id:WRONG_CURRENCY");

        var chosen = await service.Template(start: "chosen");
        await Invalid(Sale(s => s.TemplateId = chosen), "start_date:REQUIRED");
        await Invalid(Sale(s => (s.TemplateId, s.StartDate) = (chosen, Date.From(Today.AddDays(366)))), "start_date:DATE_OUT_OF_RANGE");
        await Invalid(Sale(s => (s.TemplateId, s.StartDate) = (chosen, Date.From(Today.AddMonths(-2)))), "start_date:PAST");
        await Invalid(Sale(s => (s.TemplateId, s.StartDate) = (chosen, new Date { Year = 2026, Month = 2, Day = 30 })), "start_date:NOT_A_DATE");
        (await Footprint()).ShouldBe(before);

        SellPassRequest Sale(Action<SellPassRequest> change)
        {
            var sale = new SellPassRequest { CustomerId = ada.Id, TemplateId = template, Payment = PassPayment.Cash };
            change(sale);
            return sale;
        }

        async Task Invalid(SellPassRequest request, params string[] violations)
        {
            var refused = await Refused.By(Passes.SellPassAsync(request));
            (refused.Status, string.Join(' ', refused.Violations.Order())).ShouldBe((StatusCode.InvalidArgument, string.Join(' ', violations.Order())));
        }
    }

    [Fact]
    public async Task A_visit_that_no_pass_is_good_for_says_why()
    {
        var (ada, stranger, yoga, pilates) = (await service.Customer(), await service.Customer(), await service.ClassType(), await service.ClassType("Pilates"));
        var start = Today.AddDays(2);
        await Passes.SellPassAsync(new()
        {
            CustomerId = ada.Id, TemplateId = await service.Template(start: "chosen", type: yoga), Payment = PassPayment.Cash, StartDate = Date.From(start),
        });
        var before = await Footprint();

        await Refuses(new() { CustomerId = ada.Id, ClassTypeId = $"{yoga.Id}" }, "PASS_NOT_STARTED");
        await Refuses(new() { CustomerId = ada.Id, ClassTypeId = $"{pilates.Id}" }, "WRONG_CLASS_TYPE");
        await Refuses(new() { CustomerId = stranger.Id }, "NO_PASS");
        await Refuses(new() { CustomerId = ada.Id, PassId = $"{Guid.NewGuid()}" }, "NO_PASS");
        await Refuses(new(), "customer_id:REQUIRED");
        await Refuses(new() { CustomerId = $"{Guid.NewGuid()}" }, "customer_id:UNKNOWN");
        await Refuses(new() { CustomerId = ada.Id, ClassTypeId = $"{Guid.NewGuid()}" }, "class_type_id:UNKNOWN");
        await Refuses(new() { CustomerId = ada.Id, VisitTime = service.Clock.GetUtcNow().AddSeconds(1).ToTimestamp() }, "visit_time:FUTURE");
        await Refuses(new() { CustomerId = ada.Id, VisitTime = new Timestamp { Seconds = -9_999_999_999 } }, "visit_time:DATE_OUT_OF_RANGE");
        await Refuses(new() { CustomerId = ada.Id, RequestId = new string('x', 65) }, "request_id:TOO_LONG");
        (await Refused.By(Passes.UndoVisitAsync(new() { Id = $"{Guid.NewGuid()}" }))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(Passes.RecordMissedVisitAsync(new() { CustomerId = ada.Id, State = VisitState.Attended }))).Violations.ShouldBe(["state:UNKNOWN", "visit_time:REQUIRED"]);
        (await Refused.By(Passes.RecordVisitsAsync(new()))).Violations.ShouldBe(["lines:OUT_OF_RANGE"]);
        (await Footprint()).ShouldBe(before);

        async Task Refuses(CheckInRequest request, string rule)
        {
            var refused = await Refused.By(Passes.CheckInAsync(request));
            (refused.Violations.Count > 0 ? refused.Violations.Single() : refused.Reason).ShouldBe(rule);
        }
    }

    [Fact]
    public async Task A_visit_after_the_end_is_good_in_the_grace_alone()
    {
        var (ada, plain) = (await service.Customer(), await service.Customer());
        var pass = await service.Sell(ada, await service.Template(unit: "day", count: 1, grace: 2));
        await service.Sell(plain, await service.Template(unit: "day", count: 1));
        await service.Go(service.Clock.GetUtcNow().AddDays(1));
        (await Refused.By(Passes.CheckInAsync(new() { CustomerId = plain.Id }))).Reason.ShouldBe("PASS_EXPIRED");
        (await service.CheckIn(ada)).Pass.InGrace.ShouldBeTrue();
        await service.Go(service.Clock.GetUtcNow().AddDays(2));
        var before = await Footprint();

        (await Refused.By(Passes.CheckInAsync(new() { CustomerId = ada.Id }))).Reason.ShouldBe("PASS_EXPIRED");
        (await Refused.By(Passes.CheckInAsync(new() { Code = pass.Holders[0].Code }))).Reason.ShouldBe("PASS_EXPIRED");
        (await Refused.By(Passes.CheckInAsync(new() { Code = new string('Z', 26) }))).Violations.ShouldBe(["code:UNKNOWN_CODE"]);
        (await Refused.By(Passes.CheckInAsync(new() { Code = pass.Holders[0].Code, PassId = $"{Guid.NewGuid()}" }))).Violations.ShouldBe(["pass_id:NOT_EXPECTED"]);
        (await Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task An_extension_or_a_freeze_that_makes_no_sense_is_refused()
    {
        var ada = await service.Customer();
        var pass = await service.Sell(ada, await service.Template(overlapping: true));
        var endless = await service.Sell(ada, await service.Template(unit: "none", count: 0, overlapping: true));
        var unstarted = await service.Sell(ada, await service.Template(start: "first_visit", overlapping: true));
        var before = await Footprint();

        await Refuses(new() { Id = pass.Id }, "validity:NOTHING_TO_EXTEND");
        await Refuses(new() { Id = pass.Id, BonusClasses = 0, Reason = "For nothing" }, "validity:NOTHING_TO_EXTEND");
        await Refuses(new() { Id = pass.Id, Validity = new() { Unit = PassValidityUnit.Day } }, "validity.count:OUT_OF_RANGE");
        await Refuses(new() { Id = pass.Id, BonusClasses = int.MaxValue }, "bonus_classes:OUT_OF_RANGE");
        await Refuses(new() { Id = pass.Id, BonusClasses = -1 }, "bonus_classes:OUT_OF_RANGE");
        await Refuses(new() { Id = pass.Id, BonusClasses = 1001 }, "bonus_classes:OUT_OF_RANGE");
        await Refuses(new() { Id = pass.Id, Validity = new() { Unit = PassValidityUnit.None } }, "validity.unit:REQUIRED");
        await Refuses(new() { Id = pass.Id, Validity = new() { Unit = PassValidityUnit.Day, Count = -3 } }, "validity.count:OUT_OF_RANGE");
        await Refuses(new() { Id = pass.Id, LastDay = Date.From(pass.EndDate.Day().AddDays(-1)) }, "last_day:NOT_LATER");
        await Refuses(new() { Id = pass.Id, LastDay = Date.From(Today.AddDays(-1)) }, "last_day:NOT_LATER last_day:PAST");
        await Refuses(new() { Id = endless.Id, LastDay = pass.EndDate }, "last_day:NO_END");
        await Refuses(new() { Id = unstarted.Id, LastDay = pass.EndDate }, "PASS_NOT_STARTED");
        await Freezes(new() { Id = pass.Id, StartDate = Date.From(Today.AddDays(-1)) }, "start_date:PAST start_date:PASS_NOT_STARTED");
        await Freezes(new() { Id = pass.Id, StartDate = pass.EndDate }, "start_date:AFTER_END");
        await Freezes(new() { Id = pass.Id, EndDate = Date.From(pass.EndDate.Day().AddDays(1)) }, "end_date:AFTER_END");
        await Freezes(new() { Id = pass.Id, EndDate = Date.From(Today) }, "end_date:NOT_LATER");
        await Freezes(new() { Id = endless.Id }, "NO_END");
        await Freezes(new() { Id = unstarted.Id }, "PASS_NOT_STARTED");
        (await Refused.By(Passes.UnfreezePassAsync(new() { Id = pass.Id }))).Reason.ShouldBe("NOT_FROZEN");
        (await Refused.By(Passes.WithdrawPassAsync(new() { Id = pass.Id }))).Violations.ShouldBe(["reason:REQUIRED"]);
        (await Refused.By(Passes.GetPassAsync(new() { Id = $"{Guid.NewGuid()}" }))).Status.ShouldBe(StatusCode.NotFound);
        (await Footprint()).ShouldBe(before);

        async Task Refuses(ExtendPassRequest request, string rule) => Rule(await Refused.By(Passes.ExtendPassAsync(request))).ShouldBe(rule);
        async Task Freezes(FreezePassRequest request, string rule) => Rule(await Refused.By(Passes.FreezePassAsync(request))).ShouldBe(rule);
        static string Rule(Refused refused) => refused.Violations.Count > 0 ? string.Join(' ', refused.Violations) : refused.Reason;
    }

    /// <summary>How much has ever been written about passes.</summary>
    private Task<(int Events, int Versions, int Entries, int Visits)> Footprint() => service.Host.Read<SubscriptionsDb, (int, int, int, int)>(async db => (
        await db.Outbox.CountAsync(m => m.Type.StartsWith("Pass")), await db.Passes.SumAsync(p => p.Version + p.Claims), await db.PassEntries.CountAsync(), await db.Visits.CountAsync()));
}
