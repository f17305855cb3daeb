;;; emacs.el --- Runs the configuration of docs/editors.md in Emacs in batch mode.  -*- lexical-binding: t; -*-
;; CONFIG names the Lisp of the document, SKILL a file to edit. Exit code 0 = all held.

(defun check-wait (what condition)
  "Wait until CONDITION holds; WHAT names it."
  (let ((end (+ (float-time) 60)))
    (while (and (not (funcall condition)) (< (float-time) end))
      (accept-process-output nil 0.05))
    (unless (funcall condition)
      (message "emacs: waited in vain for %s" what)
      (kill-emacs 1))))

(defun check-found (code)
  "Whether a diagnostic with CODE is shown."
  (seq-some (lambda (diagnostic) (string-match-p code (flymake-diagnostic-text diagnostic))) (flymake-diagnostics)))

(load (getenv "CONFIG") nil t)
(setq eglot-sync-connect t eglot-connect-timeout 60)
(find-file (getenv "SKILL"))
(run-hooks 'post-command-hook)
(eglot--maybe-activate-editing-mode)
(check-wait "the connection" #'eglot-current-server)
(flymake-start)
(check-wait "the misspelt field" (lambda () (flymake-start) (check-found "'modle'")))
(goto-char (point-min))
(search-forward "modle")
(replace-match "model")
(eglot--signal-textDocument/didChange)
(check-wait "the correction to be seen" (lambda () (flymake-start) (not (check-found "'modle'"))))
(goto-char (point-min))
(forward-line 4)
(insert "allowed-tools: Re\n")
(backward-char 1)
(eglot--signal-textDocument/didChange)
(let* ((reply (jsonrpc-request (eglot--current-server-or-lose) :textDocument/completion (eglot--CompletionParams)))
       (items (if (vectorp reply) reply (plist-get reply :items))))
  (unless (seq-some (lambda (item) (equal (plist-get item :label) "Read")) items)
    (message "emacs: Read is not offered")
    (kill-emacs 1)))
(eglot-shutdown (eglot-current-server) nil 10)
(message "emacs: all held")
(kill-emacs 0)
;;; emacs.el ends here
