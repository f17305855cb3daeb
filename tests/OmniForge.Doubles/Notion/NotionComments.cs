using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.Notion;

/// <summary>Comments on pages.</summary>
internal static class NotionComments
{
    public static Reply List(Call call, NotionWorkspace workspace, NotionCursors cursors)
    {
        NotionShape.Asked(call, "block_id", "start_cursor", "page_size");
        var page = NotionPages.Find(workspace, call.Asked("block_id") ?? throw NotionErrors.Invalid("query failed validation: block_id should be defined."));
        JsonNode? size = call.Asked("page_size") is { } text
            ? int.TryParse(text, out var number) ? number : throw NotionErrors.Invalid("query failed validation: page_size should be a number.")
            : null;
        return cursors.Page(
            $"{workspace.Id} comments {page.Id}", [.. workspace.Comments.Where(comment => comment.PageId == page.Id)],
            call.Asked("start_cursor"), size, NotionShow.Comment, "comment");
    }

    public static Reply Create(Call call, Exchange exchange, NotionWorkspace workspace)
    {
        var body = NotionShape.Body(call, "parent", "discussion_id", "rich_text");
        var text = NotionValues.ReadText(body["rich_text"], "body.rich_text");
        string page;
        if (body["discussion_id"] is { } discussion)
        {
            var id = NotionShape.Text(discussion, "body.discussion_id");
            page = workspace.Comments.FirstOrDefault(comment => comment.Id == id)?.PageId ?? throw NotionErrors.Missing("discussion", id);
        }
        else
        {
            var parent = NotionShape.Object(body["parent"], "body.parent");
            NotionShape.Known(parent, "body.parent", "type", "page_id");
            page = NotionPages.Find(workspace, NotionShape.Text(parent["page_id"], "body.parent.page_id")).Id;
        }

        exchange.Create();
        return Reply.Json(NotionShow.Comment(workspace.Comment(page, text, workspace.BotId)));
    }
}
