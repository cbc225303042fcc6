// What Swift cannot call in libedit directly: its variadic functions, one fixed wrapper each,
// and a few C macros. No state lives here: every object file that imports this has its own copy.

#ifndef CEDITLINE_SHIM_H
#define CEDITLINE_SHIM_H

#include <histedit.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <wchar.h>

#pragma clang assume_nonnull begin

// A function bound to keys; answers a CC_* code.
typedef unsigned char (*kl_key)(EditLine *_Nullable, wint_t);

// The function that libedit asks for the prompt: the text must outlive the call.
typedef wchar_t *_Nullable (*kl_prompter)(EditLine *_Nullable);

// The function that libedit asks for one character: 1 read, 0 end of file, -1 failure.
typedef int (*kl_reader)(EditLine *_Nullable, wchar_t *_Nullable);

// glibc declares it for X/Open sources only, which Swift's module of it is not.
extern int wcwidth(wchar_t);

// An editor on the standard streams, which Swift 6 rejects as shared mutable state.
static inline EditLine *_Nullable kl_open(const char *program) {
  return el_init(program, stdin, stdout, stderr);
}

static inline int kl_use_emacs(EditLine *editor) {
  return el_set(editor, EL_EDITOR, "emacs");
}

static inline int kl_uses_emacs(EditLine *editor) {
  const char *name = "";
  return el_get(editor, EL_EDITOR, &name) == 0 && strcmp(name, "emacs") == 0;
}

static inline int kl_set_owner(EditLine *editor, void *owner) {
  return el_set(editor, EL_CLIENTDATA, owner);
}

static inline void *_Nullable kl_owner(EditLine *editor) {
  void *owner = NULL;
  el_get(editor, EL_CLIENTDATA, &owner);
  return owner;
}

static inline int kl_set_prompter(EditLine *editor, kl_prompter prompter) {
  return el_wset(editor, EL_PROMPT, prompter);
}

static inline int kl_set_right_prompter(EditLine *editor, kl_prompter prompter) {
  return el_wset(editor, EL_RPROMPT, prompter);
}

static inline int kl_set_reader(EditLine *editor, kl_reader reader) {
  return el_wset(editor, EL_GETCFN, reader);
}

static inline int kl_add_key(EditLine *editor, const char *name, kl_key function) {
  return el_set(editor, EL_ADDFN, name, "kmslab", function);
}

static inline int kl_bind(EditLine *editor, const char *keys, const char *name) {
  const char *words[] = {"bind", keys, name, NULL};
  return el_parse(editor, 3, words);
}

// As kl_bind, in the command mode of vi.
static inline int kl_bind_alternate(EditLine *editor, const char *keys, const char *name) {
  const char *words[] = {"bind", "-a", keys, name, NULL};
  return el_parse(editor, 4, words);
}

// While a line is edited, ^C and ^Z are characters and not signals.
static inline int kl_signals_are_keys(EditLine *editor) {
  const char *words[] = {"setty", "-d", "-isig", NULL};
  return el_parse(editor, 3, words);
}

static inline int kl_set_raw(EditLine *editor, int raw) {
  return el_set(editor, EL_PREP_TERM, raw);
}

// ^S and ^Q are keys while a line is edited, and stop no output.
static inline int kl_frees_flow_control(EditLine *editor) {
  return el_set(editor, EL_SETTY, "-d", "-ixon", NULL);
}

// Where the editor draws, standard output without a file.
static inline int kl_set_output(EditLine *editor, FILE *_Nullable file) {
  return el_set(editor, EL_SETFP, 1, file ? file : stdout);
}

// How many rows the editor takes the terminal to have.
static inline int kl_set_rows(EditLine *editor, const char *number) {
  const char *words[] = {"settc", "li", number, NULL};
  return el_parse(editor, 3, words);
}

static inline int kl_edit_off(EditLine *editor) {
  return el_set(editor, EL_EDITMODE, 0);
}

static inline int kl_refresh(EditLine *editor) {
  return el_set(editor, EL_REFRESH);
}

static inline int kl_use_history(EditLine *editor, HistoryW *history, int limit) {
  HistEventW event;
  history_w(history, &event, H_SETSIZE, limit);
  return el_wset(editor, EL_HIST, history_w, history);
}

static inline int kl_enter_history(HistoryW *history, const wchar_t *text) {
  HistEventW event;
  return history_w(history, &event, H_ENTER, text);
}

// The columns of the terminal behind a descriptor, or 0.
static inline int kl_columns(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

// The rows of the terminal behind a descriptor, or 0.
static inline int kl_rows(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

// Catches a signal, unless whoever started the program wants it ignored (nohup); 1 when caught.
static inline int kl_catch(int number, void (*_Nullable handler)(int)) {
  struct sigaction action;
  if (sigaction(number, NULL, &action) != 0 || action.sa_handler == SIG_IGN) return 0;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = handler;
  return sigaction(number, &action, NULL) == 0;
}

/// Holds a signal back from this thread, or lets it through again.
static inline void kl_hold(int number, bool held) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  sigprocmask(held ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

/// Waits until a descriptor can be read, letting a held signal through only while it waits.
static inline bool kl_wait(int descriptor, int held) {
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(descriptor, &readable);
  sigset_t mask;
  sigprocmask(SIG_BLOCK, NULL, &mask);
  sigdelset(&mask, held);
  return pselect(descriptor + 1, &readable, NULL, NULL, NULL, &mask) > 0;
}

#pragma clang assume_nonnull end

#endif
