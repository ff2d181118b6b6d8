using Contracts.Events;
using static Testing.SomeEvents;

namespace Billing.Tests;

/// <summary>A subscription's events as they may happen: periods, changes, pauses, closes that are undone, that become final, and reactivations after them.</summary>
internal sealed class RandomHistory
{
    private readonly Random _random;
    private readonly List<SubscriptionEvent> _events = [];
    private readonly int? _taxed;
    private readonly string _taxCode;
    private DateOnly _start = Day("2026-01-15");
    private DateOnly _end;
    private DateOnly _today;
    private int _fullDays;
    private int _index = -1;
    private decimal _price;

    /// <param name="taxed">Which of the events that bill, from 0, has the tax code; null: none.</param>
    public RandomHistory(int seed, int? taxed = null, string taxCode = "")
    {
        _random = new Random(seed);
        (_taxed, _taxCode) = (taxed, taxCode);
        _price = _random.Next(100, 9_000) / 100m;
        Credit = _random.Next(3) * 25;
        BeginPeriod();
        for (var steps = _random.Next(3, 6); steps > 0 && Step(); steps--)
        {
        }
    }

    public Subject Subject { get; } = SomeEvents.Order();

    public EventCustomer Customer { get; } = SomeEvents.Customer();

    /// <summary>Account credit that the customer has before it begins.</summary>
    public int Credit { get; }

    /// <summary>In the right order.</summary>
    public IReadOnlyList<SubscriptionEvent> Events => _events;

    private PeriodLine Agreed => Line(_price, _random.Next(1, 3), taxCode: _events.Count(e => e is Contracts.Events.PeriodStarted or SubscriptionChanged) == _taxed ? _taxCode : "");

    /// <returns>False when the history ends with it.</returns>
    private bool Step()
    {
        _today = _today.AddDays(_random.Next(0, Math.Max(1, (_end.DayNumber - _today.DayNumber) / 2)));
        switch (_random.Next(5))
        {
            case 0:
                _start = _end;
                BeginPeriod();
                return true;
            case 1:
                Change();
                return true;
            case 2:
                Pause();
                return true;
            default:
                return Close();
        }
    }

    private void BeginPeriod()
    {
        (_today, _end, _index) = (_start, _start.AddMonths(1), _index + 1);
        _fullDays = _end.DayNumber - _start.DayNumber;
        Add(PeriodStarted(Subject, Customer, $"{_start:O}", $"{_end:O}", lines: _index == 0 ? [Agreed, Line(12.50m, recurring: false)] : [Agreed]) with { PeriodIndex = _index });
    }

    private void Change()
    {
        _price = _random.Next(100, 9_000) / 100m;
        var terms = new EventPlanTerms(Subject.Name, 1, new EventMoney("EUR", _price), new EventInterval("month", 1, "gregorian"), null);
        var proration = new ChangeProration(Guid.CreateVersion7(), _start, _today, _end, _fullDays, "EUR", [Agreed], _random.Next(3) == 0 ? Discount(percent: 15) : null);
        Add(new SubscriptionChanged(Guid.CreateVersion7(), Subject.Id, Staff, Morning, Subject, Customer, terms, terms, proration));
    }

    private void Pause()
    {
        var resume = _today.AddDays(_random.Next(0, 40));
        Add(Paused(Subject, Customer, $"{_today:O}"));
        Add(Resumed(Subject, Customer, $"{resume:O}"));
        (_end, _today) = (_end.AddDays(resume.DayNumber - _today.DayNumber), resume);
    }

    private bool Close()
    {
        var credit = _random.Next(4) switch { 0 => "none", 1 => "full", _ => "prorated" };
        var atOnce = _random.Next(4) == 0;
        Add(Closed(Subject, Customer, $"{_today:O}", credit, $"{_start:O}", $"{_end:O}", undoUntil: atOnce ? null : Morning.AddDays(3)));
        if (!atOnce && _random.Next(2) == 0)
        {
            Add(CloseUndone(Subject, Customer) with { Reversed = true });
            return true;
        }

        if (!atOnce && credit != "none")
        {
            Add(CloseFinalised(Subject, Customer));
        }

        if (_random.Next(2) == 0)
        {
            return false;
        }

        _start = _today.AddDays(_random.Next(1, 10));
        Add(Reactivated(Subject, Customer));
        BeginPeriod();
        return true;
    }

    private void Add(SubscriptionEvent e) => _events.Add(e with { Sequence = _events.Count + 1 });
}
