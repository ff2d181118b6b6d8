using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Screens.Formatting;
using Screens.Identity;
using Screens.Languages;
using Screens.Problems;

namespace Screens.Pages;

/// <summary>What every page has: the reader's language, the request, and one way of asking a service.</summary>
public abstract class ScreenPage : ComponentBase
{
    [Inject]
    protected Locale L { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    /// <summary>What went wrong with the last thing that was asked; null while all is well.</summary>
    protected Problem? Problem { get; set; }

    protected CancellationToken RequestAborted => Http.RequestAborted;

    protected Person Person => new(Http.User);

    /// <summary>Why a member of staff who looks as a customer cannot submit; null for anyone else.</summary>
    protected string? ReadOnly => Person.IsPreview ? L["Preview_ReadOnly"] : null;

    protected Posted Posted(string formName) => new(Http, formName);

    /// <summary>The status of what went wrong in a page of this request; null while all is well.</summary>
    public static int? FailureOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return (context.Items[typeof(ScreenPage)] as ScreenPage)?.Problem?.HttpStatus;
    }

    /// <summary>Asks a service; a refusal becomes <see cref="Problem"/>, and the answer is false.</summary>
    protected async Task<bool> Ask(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work();
            return true;
        }
        catch (RpcException exception) when (RequestAborted.IsCancellationRequested)
        {
            throw Aborted(exception);
        }
        catch (RpcException exception)
        {
            var problem = Problem.From(exception, L.Words);
            Fail(problem.NamesNothing ? Problem.NotFound(L.Words) : problem);
            return false;
        }
    }

    /// <summary>Does one thing. Where it is done, <paramref name="then"/> leads on to a page whose reload repeats nothing; where it is refused, the page shows what is there now, and why.</summary>
    /// <param name="load">Loads the page.</param>
    protected async Task Act(Func<Task> work, Func<Task> then, Func<Task> load)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(load);
        if (await Ask(work))
        {
            await then();
            return;
        }

        var problem = Problem;
        await load();
        Problem = problem;
    }

    /// <summary>As <see cref="Act(Func{Task}, Func{Task}, Func{Task})"/>, and leads on to <paramref name="address"/>.</summary>
    protected Task Act(Func<Task> work, string address, Func<Task> load) => Act(work, () => GoTo(address), load);

    protected Task GoTo(string address)
    {
        Navigation.NavigateTo(address);
        return Task.CompletedTask;
    }

    /// <summary>Asks what an action would do. That it could not be done fails nothing: the page says so where it would have shown the answer.</summary>
    /// <returns>Why it is not known; null when <paramref name="work"/> has the answer.</returns>
    protected async Task<Problem?> Try(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work();
            return null;
        }
        catch (RpcException exception) when (RequestAborted.IsCancellationRequested)
        {
            throw Aborted(exception);
        }
        catch (RpcException exception)
        {
            return Problem.From(exception, L.Words);
        }
    }

    /// <summary>Asks for a part that the page can do without; null when its service does not answer.</summary>
    protected async Task<T?> AskOptional<T>(AsyncUnaryCall<T> call)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            return await call;
        }
        catch (RpcException exception) when (RequestAborted.IsCancellationRequested)
        {
            throw Aborted(exception);
        }
        catch (RpcException)
        {
            return null;
        }
    }

    /// <summary>A browser that went on to another page is nothing to report: the server passes over a cancelled request in silence.</summary>
    OperationCanceledException Aborted(RpcException exception) => new(exception.Message, exception, RequestAborted);

    protected void Fail(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (Problem is null && !Http.Response.HasStarted)
        {
            Http.Items[typeof(ScreenPage)] = this;
            // Set last of all: the framework sends no body with a 404 that it sees before.
            Http.Response.OnStarting(() =>
            {
                Http.Response.StatusCode = Problem?.HttpStatus ?? Http.Response.StatusCode;
                if (Problem?.RetryDelay is { } delay)
                {
                    Http.Response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                }

                return Task.CompletedTask;
            });
        }

        Problem = problem;
    }

    /// <param name="key">Of the words that say what is wrong; of a date that cannot be read, they say which rule it breaks.</param>
    protected void FailField(string field, string key)
    {
        if (key == "Field_NOT_A_DATE")
        {
            FailDate(field, TypedDate.Read(field, name => Http.Request.HasFormContentType ? Http.Request.Form[name] : Http.Request.Query[name]));
        }
        else
        {
            Fail(Problem.OfField(L.Words, field, L[key]));
        }
    }

    /// <param name="text">What was typed, which is no date.</param>
    protected void FailDate(string field, string text) => Fail(Problem.OfField(L.Words, field, DateText.Explain(text, L.Words)));

    /// <summary>
    /// The id that makes a form safe to send twice. The id that was sent stays only while it is not known whether it
    /// took effect; a corrected form is a new request.
    /// </summary>
    protected string RequestId(Posted posted)
    {
        ArgumentNullException.ThrowIfNull(posted);
        return posted.WasSent && Problem is { OutcomeUnknown: true } && posted["request_id"] is { Length: > 0 } sent
            ? sent
            : Guid.CreateVersion7().ToString();
    }
}
