/** @file export.h
 *  What a page can call of the C that is compiled for it. */
#ifndef EXPORT_H
#define EXPORT_H

/** Makes the function that follows callable under this name. */
#define EXPORT(name) __attribute__((export_name(#name)))

#endif
