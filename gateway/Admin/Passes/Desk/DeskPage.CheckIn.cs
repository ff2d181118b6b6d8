using Admin.Customers;
using Contracts.Subscriptions.V1;
using Google.Protobuf.WellKnownTypes;
using Screens.Formatting;

namespace Admin.Passes.Desk;

/// <summary>One client comes to a class, or has missed one.</summary>
public partial class DeskPage
{
    const int CodeLength = 26;
    const int Candidates = 10;

    IReadOnlyList<Customer> candidates = [];
    bool moreCandidates;

    VisitState State => System.Enum.TryParse<VisitState>(posted["state"], out var chosen) ? chosen : VisitState.Attended;

    bool IsMissed => State is VisitState.LateCancel or VisitState.NoShow;

    IEnumerable<(string Value, string Words)> States =>
        new[] { VisitState.Attended, VisitState.LateCancel, VisitState.NoShow }.Select(state => (state.ToString(), L[$"Visit_{PassWords.Code(state)}"]));

    async Task CheckIn()
    {
        Timestamp? missedAt = null;
        if (IsMissed && !TryTime(posted, "class_", required: State == VisitState.LateCancel, out missedAt))
        {
            return;
        }

        var text = posted["client"];
        var customer = posted["chosen"];
        var code = customer.Length == 0 && text.Length == CodeLength && text.All(char.IsAsciiLetterOrDigit) ? text : "";
        if (customer.Length == 0 && code.Length == 0)
        {
            if (!await Ask(async () => candidates = await people.Find(text, Candidates + 1, RequestAborted)))
            {
                return;
            }

            (candidates, moreCandidates) = ([.. candidates.Take(Candidates)], candidates.Count > Candidates);
            if (candidates.Count != 1)
            {
                if (candidates.Count == 0)
                {
                    FailField("client", text.Length == 0 ? "Field_REQUIRED" : "Field_UNKNOWN_CUSTOMER");
                }

                return;
            }

            customer = candidates[0].Id;
        }

        CheckInResponse? done = null;
        if (await Ask(async () => done = await Record(customer, code, missedAt)))
        {
            await GoTo(Address(("done", done!.Visit.State == VisitState.Attended ? "checked-in" : "miss-recorded"), ("pass", done.Pass.Id), ("client", done.Visit.CustomerId)));
        }
    }

    /// <param name="code">Of the client's pass; empty where the client is known.</param>
    /// <param name="missedAt">When a class was that was missed; null: now.</param>
    async Task<CheckInResponse> Record(string customer, string code, Timestamp? missedAt)
    {
        if (IsMissed)
        {
            var missed = new RecordMissedVisitRequest
            {
                ClassTypeId = posted["class_type"], State = State, VisitTime = missedAt ?? Timestamp.FromDateTimeOffset(clock.GetUtcNow()), RequestId = posted["request_id"],
            };
            if (code.Length > 0)
            {
                missed.Code = code;
            }
            else
            {
                missed.CustomerId = customer;
            }

            return await passes.RecordMissedVisitAsync(missed, cancellationToken: RequestAborted);
        }

        var request = new CheckInRequest { ClassTypeId = posted["class_type"], RequestId = posted["request_id"] };
        if (code.Length > 0)
        {
            request.Code = code;
        }
        else
        {
            request.CustomerId = customer;
        }

        return await passes.CheckInAsync(request, cancellationToken: RequestAborted);
    }
}
