using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OmniForge.Agents.Egress;

namespace OmniForge.Agents.Tools.Web;

/// <summary>Reads a public web page as text.</summary>
internal sealed class WebFetchTool(EgressOptions options, PageAnswer? answer = null) : ITool, IDisposable
{
    private const int MostBytes = 100 * 1024;
    private readonly HttpClient _http = new(GuardedHttp.CreateHandler(options)) { Timeout = Timeout.InfiniteTimeSpan };

    public ToolDescriptor Descriptor { get; } = new()
    {
        Name = "WebFetch",
        Title = "Read a web page",
        Description = "Reads a public https page as Markdown, plain text or JSON, up to 100 KB. Never reaches private networks.",
        InputSchema = JsonElement.Parse(
            """
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["url"],
              "properties": {
                "url": {"type": "string", "description": "Address that starts with https://."},
                "prompt": {"type": "string", "description": "A question to the page; without a model for it only the text is returned."}
              }
            }
            """),
        Class = ToolClass.Read,
        Timeout = options.TotalTimeout + TimeSpan.FromSeconds(30),
    };

    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => ToolCall.RunAsync(async () =>
        {
            var read = ToolArguments.Read(arguments, "url", "prompt");
            var url = read.Text("url");
            var prompt = read.OptionalText("prompt");
            var page = await FetchAsync(url, cancellationToken);
            var reply = prompt is null || answer is null ? null : await answer(prompt, page.Text, cancellationToken);
            var text = Cut(page.Text);
            return ToolResult.Of(
                ToolCall.Value(json =>
                {
                    json.WriteString("url", page.Address.AbsoluteUri);
                    json.WriteString("title", page.Title);
                    json.WriteString("media_type", page.MediaType);
                    json.WriteString("fetched_at", context.Now);
                    if (reply is not null)
                    {
                        json.WriteString("answer", reply);
                    }
                    else
                    {
                        json.WriteString("text", text);
                    }

                    json.WriteBoolean("truncated", text.Length < page.Text.Length);
                }),
                untrusted: true,
                truncated: text.Length < page.Text.Length);
        });

    public void Dispose() => _http.Dispose();

    private async Task<WebPage> FetchAsync(string url, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(options.TotalTimeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, UrlRules.Check(url, options));

            // A grant may name single hosts, and the dispatcher judged only this one.
            request.Options.Set(GuardedHttp.StayOnHost, true);
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("OmniForge", "0.1"));
            request.Headers.TryAddWithoutValidation("Accept", "text/html, text/plain, application/json, text/*;q=0.8, */*;q=0.1");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token);
            return await PageAsync(response, limited.Token);
        }
        catch (Exception error) when (GuardedHttp.Refusal(error) is { } refusal)
        {
            throw new ToolFault(ToolErrorCode.Forbidden, refusal.Message);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new ToolFault(ToolErrorCode.Timeout, "The website took too long to answer. Try again later or use another page.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException)
        {
            throw new ToolFault(
                ToolErrorCode.Unavailable, "The website could not be reached or broke off. Check the address, or try again later.");
        }
    }

    private async Task<WebPage> PageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var address = response.RequestMessage!.RequestUri!;
        if (!response.IsSuccessStatusCode)
        {
            throw WebAnswers.Fault(response.StatusCode, address.Host);
        }

        var type = response.Content.Headers.ContentType;
        var media = type?.MediaType?.ToLowerInvariant() ?? "text/plain";
        if (!WebAnswers.IsText(media))
        {
            throw new ToolFault(ToolErrorCode.Forbidden, $"The page is not text (it is {media}), so it was not opened.");
        }

        var bytes = await BoundedBody.ReadAsync(response.Content, options, cancellationToken);
        var text = WebAnswers.Decode(bytes, type?.CharSet)
            ?? throw new ToolFault(ToolErrorCode.Forbidden, "The page holds no readable text, so it was not opened.");
        if (media is not ("text/html" or "application/xhtml+xml"))
        {
            return new(address, "", media, text);
        }

        var page = HtmlMarkdown.Convert(text, address);
        return new(address, page.Title, media, page.Text);
    }

    private static string Cut(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MostBytes)
        {
            return text;
        }

        var end = 0;
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MostBytes)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return text[..end];
    }
}

/// <summary>Answers a question from the text of a page, usually by asking the model of the run.</summary>
public delegate Task<string> PageAnswer(string prompt, string pageText, CancellationToken cancellationToken);

/// <summary>A page as read.</summary>
internal sealed record WebPage(Uri Address, string Title, string MediaType, string Text);
