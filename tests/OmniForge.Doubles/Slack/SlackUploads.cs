using System.Text;
using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Slack;

/// <summary>Files in three steps: ask for an address, send the bytes there, say that it is complete.</summary>
internal sealed class SlackUploads(Func<string> address)
{
    private readonly Dictionary<string, SlackFile> _open = new(StringComparer.Ordinal);

    public IEnumerable<SlackMethod> Methods =>
    [
        new("files.getUploadURLExternal", 100, false, ["files:write"], ["filename", "length", "alt_txt", "snippet_type"], Announce),
        new("files.completeUploadExternal", 100, true, ["files:write"], ["files", "channel_id", "channels", "initial_comment", "thread_ts", "blocks"], Complete),
    ];

    /// <summary>Takes the bytes. The address is the permission: no token comes with them.</summary>
    public Reply Receive(Call call)
    {
        if (call.Method != HttpMethods.Post || !_open.Remove(call.Path, out var file))
        {
            throw new RefusalException(Reply.Text(404, "text/plain", "not found"), "Nobody announced this upload.");
        }

        var content = call.ContentType == "multipart/form-data" ? Part(call) : call.Body;
        if (content is null || content.Length != file.Length)
        {
            throw new RefusalException(Reply.Text(400, "text/plain", "length mismatch"), $"{file.Length} bytes were announced, {content?.Length ?? 0} came.");
        }

        file.Content = content;
        return Reply.Text(200, "text/plain", $"OK - {content.Length}");
    }

    private Reply Announce(SlackRequest request)
    {
        var file = request.Team.Announce(request.Arguments.Need("filename"), request.Arguments.Number("length", 0, int.MaxValue));
        if (file.Length == 0)
        {
            throw SlackErrors.Invalid("missing required field: length");
        }

        var path = $"/upload/v1/{Guid.NewGuid():N}";
        _open[path] = file;
        return Reply.Json(new JsonObject { ["ok"] = true, ["upload_url"] = address() + path, ["file_id"] = file.Id });
    }

    private static Reply Complete(SlackRequest request)
    {
        var named = request.Arguments.Json("files") as JsonArray ?? throw SlackErrors.Invalid("missing required field: files");
        var files = named.Select(item => (Item: item, File: request.Team.File((string?)item?["id"] ?? "") ?? throw SlackErrors.Refuse("file_not_found"))).ToList();
        if (files.Exists(one => one.File.Completed || one.File.Content is null))
        {
            throw SlackErrors.Refuse(files.Exists(one => one.File.Content is null) ? "file_update_failed" : "file_not_found");
        }

        SlackChannel? channel = null;
        if (request.Arguments.Text("channel_id") is { } id)
        {
            channel = request.Team.Find(id) ?? throw SlackErrors.Refuse("channel_not_found");
            if (!channel.BotIsMember)
            {
                throw SlackErrors.Refuse("not_in_channel");
            }
        }

        foreach (var (item, file) in files)
        {
            file.Title = (string?)item?["title"] ?? file.Name;
            file.Completed = true;
        }

        if (channel is not null)
        {
            request.Team.Post(channel, new(channel.Id, request.Team.NewTs(), request.Team.BotUserId, request.Arguments.Text("initial_comment") ?? "")
            {
                ThreadTs = request.Arguments.Text("thread_ts"),
                ByBot = true,
                Files = [.. files.Select(one => one.File)],
            });
        }

        request.Exchange.Create();
        return Reply.Json(new JsonObject
        {
            ["ok"] = true,
            ["files"] = new JsonArray([.. files.Select(one => SlackShow.File(request.Team, one.File))]),
        });
    }

    // The content of the first part of a multipart form.
    private static byte[]? Part(Call call)
    {
        var body = call.Body.AsSpan();
        var line = body.IndexOf("\r\n"u8);
        var head = body.IndexOf("\r\n\r\n"u8);
        if (line < 0 || head < 0)
        {
            return null;
        }

        var content = body[(head + 4)..];
        var end = content.IndexOf(Encoding.ASCII.GetBytes("\r\n" + Encoding.ASCII.GetString(body[..line])));
        return end < 0 ? null : content[..end].ToArray();
    }
}
