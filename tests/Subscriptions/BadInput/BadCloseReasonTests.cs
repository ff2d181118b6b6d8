using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Subscriptions.Tests.Support;
using static Subscriptions.Tests.Support.SubscriptionsUnderTest;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.BadInput;

public sealed class BadCloseReasonTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    [Theory]
    [InlineData("", "close_reason.code:REQUIRED")]
    [InlineData("Too_Expensive", "close_reason.code:NOT_A_CODE")]
    [InlineData("too expensive", "close_reason.code:NOT_A_CODE")]
    [InlineData("1st", "close_reason.code:NOT_A_CODE")]
    [InlineData("_x", "close_reason.code:NOT_A_CODE")]
    [InlineData("x__y", "close_reason.code:NOT_A_CODE")]
    [InlineData("quá_đắt", "close_reason.code:NOT_A_CODE")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "close_reason.code:TOO_LONG")]
    public async Task A_bad_code_is_refused(string code, string violation)
    {
        var before = await service.Footprint();

        (await Refused.By(Create(new Wire.CloseReason { Code = code, Label = Text("x") }))).Violations.ShouldBe([violation]);

        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task A_bad_label_is_refused_on_create_and_on_update()
    {
        var known = await service.Reason();
        var before = await service.Footprint();
        foreach (var (label, violation) in ((LocalizedText?, string)[])[
            (null, "close_reason.label.en:REQUIRED"),
            (new LocalizedText { Values = { ["it"] = "Caro" } }, "close_reason.label.en:REQUIRED"),
            (new LocalizedText { Values = { ["en"] = "x", ["de"] = "y" } }, "close_reason.label:UNKNOWN_LANGUAGE"),
            (Text(new string('x', 101)), "close_reason.label.en:TOO_LONG"),
            (Text("a\u0000b"), "close_reason.label.en:CONTROL_CHARACTERS")])
        {
            (await Refused.By(Create(new Wire.CloseReason { Code = "fresh", Label = label }))).Violations.ShouldBe([violation]);
            (await Refused.By(service.Reasons.UpdateCloseReasonAsync(new Wire.UpdateCloseReasonRequest
            {
                CloseReason = new Wire.CloseReason { Id = known.Id, Label = label },
                UpdateMask = new FieldMask { Paths = { "label" } },
            }))).Violations.ShouldBe([violation]);
        }

        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task A_code_is_taken_once_and_for_all()
    {
        var known = await service.Reason(retired: true);

        var refused = await Refused.By(Create(new Wire.CloseReason { Code = known.Code, Label = Text("x") }));

        refused.Status.ShouldBe(StatusCode.AlreadyExists);
        refused.Violations.ShouldBe(["close_reason.code:TAKEN"]);
        (await Refused.By(service.Reasons.UpdateCloseReasonAsync(new Wire.UpdateCloseReasonRequest
        {
            CloseReason = new Wire.CloseReason { Id = known.Id, Code = "other" },
            UpdateMask = new FieldMask { Paths = { "code" } },
        }))).Violations.ShouldBe(["update_mask:UNKNOWN_PATH"]);
    }

    [Fact]
    public async Task An_order_that_is_not_the_whole_list_is_refused()
    {
        var (a, b) = (await service.Reason(), await service.Reason());
        var all = (await service.Reasons.ListCloseReasonsAsync(new Wire.ListCloseReasonsRequest())).CloseReasons.Select(r => r.Id).ToList();
        var before = await service.Footprint();

        foreach (var ids in (IEnumerable<string>[])[[a.Id], [.. all, a.Id], [.. all.Where(id => id != b.Id), a.Id], [.. all.Skip(1), Guid.CreateVersion7().ToString()], []])
        {
            (await Refused.By(service.Reasons.ReorderCloseReasonsAsync(new Wire.ReorderCloseReasonsRequest { Ids = { ids } }))).Violations.ShouldBe(["ids:NOT_THE_WHOLE_LIST"]);
        }

        (await Refused.By(service.Reasons.ReorderCloseReasonsAsync(new Wire.ReorderCloseReasonsRequest { Ids = { "x" } }))).Violations.ShouldBe(["ids:NOT_AN_ID"]);
        (await service.Footprint()).ShouldBe(before);
    }

    private AsyncUnaryCall<Wire.CloseReason> Create(Wire.CloseReason reason) => service.Reasons.CreateCloseReasonAsync(new Wire.CreateCloseReasonRequest { CloseReason = reason });
}
