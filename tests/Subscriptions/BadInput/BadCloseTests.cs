using Contracts.Common.V1;
using Grpc.Core;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.BadInput;

public sealed class BadCloseTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    private const string Unknown = "01936c3e-0000-7000-8000-000000000000";

    /// <summary>Each on a good request of staff.</summary>
    private static readonly Dictionary<string, (Action<Wire.CloseSubscriptionRequest> Spoil, string Violation)> ByStaff = new()
    {
        ["no reason"] = (r => r.ClearReason(), "reason:REQUIRED"),
        ["empty text"] = (r => r.ReasonText = "", "reason_text:REQUIRED"),
        ["blank text"] = (r => r.ReasonText = " \n\t ", "reason_text:REQUIRED"),
        ["text of 501"] = (r => r.ReasonText = new string('x', 501), "reason_text:TOO_LONG"),
        ["control character in text"] = (r => r.ReasonText = "a\u0000b", "reason_text:CONTROL_CHARACTERS"),
        ["escape in text"] = (r => r.ReasonText = "a\u001B[31mb", "reason_text:CONTROL_CHARACTERS"),
        ["direction override in text"] = (r => r.ReasonText = "a\u202Eb", "reason_text:CONTROL_CHARACTERS"),
        ["empty reason id"] = (r => r.ReasonId = "", "reason_id:REQUIRED"),
        ["reason id that is none"] = (r => r.ReasonId = "too_expensive", "reason_id:UNKNOWN"),
        ["unknown reason"] = (r => r.ReasonId = Unknown, "reason_id:UNKNOWN"),
        ["comment of 501"] = (r => r.Comment = new string('x', 501), "comment:TOO_LONG"),
        ["control character in comment"] = (r => r.Comment = "a\u0007b", "comment:CONTROL_CHARACTERS"),
        ["date without day"] = (r => r.When = Wire.CloseWhen.Date, "close_date:REQUIRED"),
        ["a day that does not exist"] = (r => On(r, 2026, 2, 30), "close_date:NOT_A_DATE"),
        ["today"] = (r => On(r, 2026, 1, 15), "close_date:BEFORE_START"),
        ["before the start"] = (r => On(r, 2025, 12, 31), "close_date:BEFORE_START"),
        ["a day with close now"] = (r => r.CloseDate = new Date { Year = 2026, Month = 2, Day = 1 }, "close_date:NOT_EXPECTED"),
        ["unknown moment"] = (r => r.When = (Wire.CloseWhen)9, "when:UNKNOWN"),
        ["unknown credit"] = (r => r.Credit = (Wire.ClosingCredit)9, "credit:UNKNOWN"),
        ["unknown settlement"] = (r => r.Settlement = (ClosingSettlement)9, "settlement:UNKNOWN"),
    };

    private static readonly Dictionary<string, (Action<Wire.ClosePortalSubscriptionRequest> Spoil, string Violation)> ByCustomer = new()
    {
        ["no reason"] = (r => r.ReasonId = "", "reason_id:REQUIRED"),
        ["a text in the place of a reason"] = (r => r.ReasonId = "I have moved", "reason_id:UNKNOWN"),
        ["unknown reason"] = (r => r.ReasonId = Unknown, "reason_id:UNKNOWN"),
        ["comment of 501"] = (r => r.Comment = new string('x', 501), "comment:TOO_LONG"),
        ["control character in comment"] = (r => r.Comment = "a\u0000b", "comment:CONTROL_CHARACTERS"),
        ["date without day"] = (r => r.When = Wire.CloseWhen.Date, "close_date:REQUIRED"),
        ["a day with close at the end"] = (r => (r.When, r.CloseDate) = (Wire.CloseWhen.EndOfPeriod, new Date { Year = 2026, Month = 2, Day = 1 }), "close_date:NOT_EXPECTED"),
        ["before the start"] = (r => (r.When, r.CloseDate) = (Wire.CloseWhen.Date, new Date { Year = 2026, Month = 1, Day = 1 }), "close_date:BEFORE_START"),
        ["unknown moment"] = (r => r.When = (Wire.CloseWhen)9, "when:UNKNOWN"),
    };

    public static TheoryData<string> BadByStaff => [.. ByStaff.Keys];

    public static TheoryData<string> BadByCustomer => [.. ByCustomer.Keys];

    [Theory]
    [MemberData(nameof(BadByStaff))]
    public async Task A_bad_close_by_staff_is_refused_and_nothing_changes(string what)
    {
        var (spoil, violation) = ByStaff[what];
        var order = await service.Confirmed();
        var request = new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved" };
        spoil(request);
        var before = await service.Footprint();

        var refused = await Refused.By(service.Orders.CloseSubscriptionAsync(request));

        refused.Status.ShouldBe(StatusCode.InvalidArgument);
        refused.Violations.ShouldBe([violation]);
        (await service.Read(order)).ShouldBe(order);
        (await service.Footprint()).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(BadByCustomer))]
    public async Task A_bad_close_by_a_customer_is_refused_and_nothing_changes(string what)
    {
        var (spoil, violation) = ByCustomer[what];
        var customer = await service.Customer();
        var order = await service.Confirmed(customer);
        var request = new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = (await service.Reason()).Id };
        spoil(request);
        var before = await service.Footprint();

        var refused = await Refused.By(service.Portal(customer).CloseSubscriptionAsync(request));

        refused.Status.ShouldBe(StatusCode.InvalidArgument);
        refused.Violations.ShouldBe([violation]);
        (await service.Read(order)).ShouldBe(order);
        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task A_date_in_the_past_of_a_running_subscription_is_refused()
    {
        var order = await service.Confirmed(start: new Date { Year = 2025, Month = 12, Day = 1 });
        await service.Host.RunDueWork<SubscriptionsDb>();
        var before = await service.Footprint();

        foreach (var day in (int[])[14, 15])
        {
            var request = new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved" };
            On(request, 2026, 1, day);
            (await Refused.By(service.Orders.CloseSubscriptionAsync(request))).Violations.ShouldBe(["close_date:NOT_IN_FUTURE"]);
        }

        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task A_retired_reason_is_refused_to_everyone()
    {
        var customer = await service.Customer();
        var order = await service.Confirmed(customer);
        var retired = await service.Reason(retired: true);
        var before = await service.Footprint();

        var staff = await Refused.By(service.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonId = retired.Id }));
        var portal = await Refused.By(service.Portal(customer).CloseSubscriptionAsync(new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = retired.Id }));

        (staff.Status, staff.Reason).ShouldBe((StatusCode.FailedPrecondition, "REASON_RETIRED"));
        (portal.Status, portal.Reason).ShouldBe((StatusCode.FailedPrecondition, "REASON_RETIRED"));
        staff.Message.ShouldContain("reason_id");
        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task A_reason_that_asks_for_a_comment_is_refused_without_one()
    {
        var customer = await service.Customer();
        var order = await service.Confirmed(customer);
        var reason = await service.Reason(commentRequired: true);

        (await Refused.By(service.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonId = reason.Id, Comment = "  " })))
            .Violations.ShouldBe(["comment:REQUIRED"]);
        (await Refused.By(service.Portal(customer).CloseSubscriptionAsync(new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = reason.Id })))
            .Violations.ShouldBe(["comment:REQUIRED"]);

        (await service.Read(order)).ShouldBe(order);
    }

    [Fact]
    public async Task Quotations_and_closed_orders_cannot_be_closed()
    {
        var customer = await service.Customer();
        var reason = await service.Reason();
        var quotation = await service.Orders.SendQuotationAsync(new Wire.SendQuotationRequest { Id = (await service.Quotation(customer)).Id });
        var closed = await service.Closed(customer);
        var before = await service.Footprint();

        foreach (var (order, code) in ((Wire.Subscription, string)[])[(quotation, "NOT_CONFIRMED"), (closed, "ALREADY_CLOSED")])
        {
            (await Refused.By(service.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved" }))).Reason.ShouldBe(code);
            (await Refused.By(service.Portal(customer).CloseSubscriptionAsync(new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = reason.Id }))).Reason.ShouldBe(code);
        }

        (await service.Footprint()).ShouldBe(before);
    }

    [Theory]
    [InlineData("", StatusCode.InvalidArgument)]
    [InlineData("S00001", StatusCode.InvalidArgument)]
    [InlineData(Unknown, StatusCode.NotFound)]
    public async Task A_bad_or_unknown_id_is_refused_by_every_call(string id, StatusCode status)
    {
        var portal = service.Portal(await service.Customer());
        var reason = await service.Reason();
        var before = await service.Footprint();

        (await Refused.By(service.Orders.GetSubscriptionAsync(new Wire.GetSubscriptionRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(service.Orders.UpdateSubscriptionAsync(new Wire.UpdateSubscriptionRequest { Subscription = new Wire.Subscription { Id = id } }))).Status.ShouldBe(status);
        (await Refused.By(service.Orders.SendQuotationAsync(new Wire.SendQuotationRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(service.Orders.ConfirmSubscriptionAsync(new Wire.ConfirmSubscriptionRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(service.Orders.CancelQuotationAsync(new Wire.CancelQuotationRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(service.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = id, ReasonText = "x" }))).Status.ShouldBe(status);
        (await Refused.By(service.Orders.UndoCloseSubscriptionAsync(new Wire.UndoCloseSubscriptionRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(service.Orders.ListSubscriptionActionsAsync(new Wire.ListSubscriptionActionsRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(service.Customers.GetCustomerAsync(new Wire.GetCustomerRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(service.Reasons.GetCloseReasonAsync(new Wire.GetCloseReasonRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(service.Reasons.RetireCloseReasonAsync(new Wire.RetireCloseReasonRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(service.Reasons.RestoreCloseReasonAsync(new Wire.RestoreCloseReasonRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(portal.GetSubscriptionAsync(new Wire.GetPortalSubscriptionRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(portal.CloseSubscriptionAsync(new Wire.ClosePortalSubscriptionRequest { Id = id, ReasonId = reason.Id }))).Status.ShouldBe(status);
        (await Refused.By(portal.UndoCloseSubscriptionAsync(new Wire.UndoClosePortalSubscriptionRequest { Id = id }))).Status.ShouldBe(status);
        (await Refused.By(portal.ListSubscriptionActionsAsync(new Wire.ListPortalSubscriptionActionsRequest { Id = id }))).Status.ShouldBe(status);

        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task Five_hundred_characters_html_and_line_breaks_are_accepted_as_they_are()
    {
        var text = $"<script>alert(1)</script>\n{new string('x', 474)}";

        var closed = await service.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = (await service.Confirmed()).Id, ReasonText = text, Comment = "<b>bye</b>" });

        text.Length.ShouldBe(500);
        closed.Closing.Reason.Values["en"].ShouldBe(text);
        closed.Closing.Comment.ShouldBe("<b>bye</b>");
    }

    [Theory]
    [InlineData("de")]
    [InlineData("EN")]
    public async Task Explanations_in_an_unknown_language_are_refused(string language)
    {
        var order = await service.Quotation();

        (await Refused.By(service.Orders.ListSubscriptionActionsAsync(new Wire.ListSubscriptionActionsRequest { Id = order.Id, Language = language })))
            .Violations.ShouldBe(["language:UNKNOWN_LANGUAGE"]);
    }

    private static void On(Wire.CloseSubscriptionRequest request, int year, int month, int day)
    {
        request.When = Wire.CloseWhen.Date;
        request.CloseDate = new Date { Year = year, Month = month, Day = day };
    }
}
