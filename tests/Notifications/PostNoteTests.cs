using Contracts.Notifications.V1;
using Grpc.Core;
using static Testing.SomeEvents;

namespace Notifications.Tests;

public sealed class PostNoteTests(SharedNotifications shared) : IClassFixture<SharedNotifications>
{
    [Fact]
    public async Task A_note_stands_in_the_chatter_as_it_was_written()
    {
        var notifications = shared.Service;
        var order = Order();
        await notifications.Deliver(QuotationCreated(order, Customer()));

        var note = await notifications.Chatter.PostNoteAsync(Note(order.Id, "<b>Called</b> the customer\nwill pay tomorrow & more"));

        (await notifications.EntriesOfEvents(order))[0].ShouldBe(note);
        note.Kind.ShouldBe(ChatterKind.Note);
        note.Text.ShouldBe("<b>Called</b> the customer\nwill pay tomorrow & more");
        note.Actor.Name.ShouldBe("Maria Rossi");
        note.VisibleToCustomer.ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "text:REQUIRED")]
    [InlineData("   ", "text:REQUIRED")]
    [InlineData("bell \u0007", "text:CONTROL_CHARACTERS")]
    [InlineData("turned \u202E round", "text:CONTROL_CHARACTERS")]
    public async Task Bad_texts_are_refused(string text, string violation)
    {
        var notifications = shared.Service;
        var order = Order();
        await notifications.Deliver(QuotationCreated(order, Customer()));

        (await Refused.By(notifications.Chatter.PostNoteAsync(Note(order.Id, text)))).Violations.ShouldBe([violation]);
        (await notifications.EntriesOf(order, ChatterKind.Note)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Five_hundred_characters_fit_and_one_more_does_not()
    {
        var notifications = shared.Service;
        var order = Order();
        await notifications.Deliver(QuotationCreated(order, Customer()));

        (await notifications.Chatter.PostNoteAsync(Note(order.Id, new string('ệ', 500)))).Text.Length.ShouldBe(500);
        (await Refused.By(notifications.Chatter.PostNoteAsync(Note(order.Id, new string('x', 501))))).Violations.ShouldBe(["text:TOO_LONG"]);
    }

    [Fact]
    public async Task An_unknown_subscription_is_not_found()
    {
        var notifications = shared.Service;

        (await Refused.By(notifications.Chatter.PostNoteAsync(Note(Guid.CreateVersion7(), "Hello")))).Status.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_request_twice_is_one_note()
    {
        var notifications = shared.Service;
        var order = Order();
        await notifications.Deliver(QuotationCreated(order, Customer()));
        var request = Note(order.Id, "Once");
        request.RequestId = "req-1";

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => notifications.Chatter.PostNoteAsync(request).ResponseAsync));

        (await notifications.EntriesOf(order, ChatterKind.Note)).ShouldHaveSingleItem();
    }

    private static PostNoteRequest Note(Guid subscription, string text) => new() { SubscriptionId = subscription.ToString(), Text = text };
}
